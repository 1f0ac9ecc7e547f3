//! An article as a Yew app, with the component in it: `trunk serve` in this folder.

use backstory::{Backstory, Change, STYLES};
use yew::prelude::*;

#[component]
fn App() -> Html {
    let found = use_state_eq(|| None);
    let on_change = {
        let found = found.clone();
        Callback::from(move |change: Change| found.set(Some(change.found)))
    };
    html! {
        <main>
            <style>{ STYLES }</style>
            <h1>{ "Rwanda and Russia" }</h1>
            if let Some(found) = *found {
                <p>
                    { found.events }{ " events and " }{ found.relationships }{ " relationships" }
                </p>
            }
            <Backstory data={include_str!("../../../data/rwanda.json")} {on_change} />
        </main>
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
