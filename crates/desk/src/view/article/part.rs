//! What is beside the article's text: the names in it, and what is known of it.

use yew::prelude::*;

use super::super::context::use_editor;
use super::super::fields::{DateField, TextField};
use super::super::records;
use super::names::Names;

#[component]
pub fn ArticlePart() -> Html {
    let Some(context) = use_editor() else {
        return Html::default();
    };
    html! {
        <section class="article-part">
            if !context.work().article.trim().is_empty() {
                <Names />
            }
            <h3>{ "About the article" }</h3>
            <div class="pair">
                <TextField path="article.title" label="Headline" />
                <TextField path="article.publisher" label="Publisher" />
            </div>
            <div class="pair">
                <DateField path="article.published" label="Published" />
                <TextField path="article.language" label="Language" hint="The one it is written in, as a tag: “en”, “fr”, “pt-BR”. What is given in one language only is in this one." />
            </div>
            <TextField path="article.url" label="Link to the article" />
            <TextField path="article.summary" label="Summary" long=true />
            { records::corrections(&context) }
        </section>
    }
}
