//! Taking the selection along: to a spreadsheet, as a file, on paper.

use std::rc::Rc;

use yew::prelude::*;

use crate::context::{File, use_widget_context};
use crate::ui::icon::Icon;
use crate::ui::measure::print;
use crate::ui::popover::Popover;
use backstory_core::export::{ExportFormat, export};
use backstory_core::table::TableRows;
use backstory_core::util::ptr_eq::PtrEq;

#[derive(PartialEq, Properties)]
pub(super) struct ExportMenuProps {
    pub lines: PtrEq<TableRows>,
}

#[component]
pub(super) fn ExportMenu(props: &ExportMenuProps) -> Html {
    let copied = use_state_eq(|| None::<bool>);
    let Some(context) = use_widget_context() else {
        return Html::default();
    };
    let words = context.words;
    let written = {
        let (context, lines) = (context.clone(), props.lines.clone());
        Rc::new(move |format| export(format, lines.rows(), context.dataset(), context.words))
    };
    let copy = {
        let (written, copier, copied) = (written.clone(), context.copy.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let copied = copied.clone();
            let done = Callback::from(move |worked| copied.set(Some(worked)));
            copier.emit((written(ExportFormat::Tsv), done));
        })
    };
    let save = |format: ExportFormat| {
        let (written, context) = (written.clone(), context.clone());
        Callback::from(move |_: MouseEvent| {
            context.save.emit(File {
                name: ["backstory.", format.ending()].concat(),
                media_type: format.media_type(),
                text: written(format),
            });
        })
    };
    let (icon, copy_label) = match *copied {
        Some(true) => (Some(Icon::Check), words.copied),
        Some(false) => (None, words.not_copied),
        None => (None, words.copy_sheet),
    };
    let entry =
        |name: &'static str, label: &str, press: Callback<MouseEvent>, icon: Option<Icon>| {
            html! {
                <button type="button" class="menu__entry" data-export={name} onclick={press}>
                    <span aria-live="polite">{ label }</span>
                    { icon.map(Icon::draw) }
                </button>
            }
        };
    let print = Callback::from(|_: MouseEvent| print());
    html! {
        <Popover id="export-menu" label={words.export} active={0}>
            <div class="menu">
                { entry("copy", copy_label, copy, icon) }
                { entry("csv", words.save_csv, save(ExportFormat::Csv), None) }
                { entry("json", words.save_json, save(ExportFormat::Json), None) }
                { entry("print", words.print, print, None) }
            </div>
        </Popover>
    }
}
