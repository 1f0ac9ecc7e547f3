//! What a reader can check: the order of events, corrections, who alone claims a thing, and
//! who gave how much.

use crate::harness::{Outcome, Page};
use crate::{expect, expect_eq};

/// An event that comes after some and before others.
const HESITATION: &str = ".event__open[data-record='event-14']";

/// The order leads from an event to those around it, and to the passages that say so.
pub async fn the_order_of_events_is_seen_and_leads_on(page: &Page<'_>) -> Outcome {
    page.open("/#backstory:layout=horizontal&window=2017-09-15..2017-12-15")
        .await?;
    page.wait_for(HESITATION).await?;
    page.bring(HESITATION).await?;
    page.hover(page.place(HESITATION).await?.at(0.3, 0.5))
        .await?;
    page.wait_for(".neighbours line").await?;
    let neighbours = page.count(".event--neighbour").await?;
    expect_eq!(neighbours, page.count(".neighbours line").await?);
    expect!(neighbours >= 2, "{neighbours} neighbours");
    page.open("/#backstory:open=event.church-bombings").await?;
    page.wait_for(".detail__title").await?;
    let detail = page.text(".detail").await?;
    for words in [
        "some time between",
        "Comes after",
        "Washington lifts its sanctions on Sudan",
        "Comes before",
        "Washington hesitates over its terror list",
        "hesitated in the wake of",
    ] {
        expect!(detail.contains(words), "{words} is not in {detail}");
    }
    // In the list that runs down it stands between the two.
    page.open("/#backstory:layout=vertical").await?;
    page.wait_for("[data-record='event-13']").await?;
    let script = "return [...root.querySelectorAll('[data-record^=event-]')]
        .map((it) => it.dataset.record).filter((it) => ['event-12', 'event-13', 'event-14'].includes(it));";
    let order = page.widget_script(script).await?;
    expect_eq!(
        order,
        serde_json::json!(["event-12", "event-13", "event-14"])
    );
    Ok(())
}

/// What was put right is one line that opens it, and a facet.
pub async fn corrections_are_told_and_can_be_chosen(page: &Page<'_>) -> Outcome {
    page.open("/examples/court-case/index.html").await?;
    let line = ".corrections summary";
    page.wait_for(line).await?;
    expect_eq!(page.text(line).await?, "2 corrections since publication");
    page.click(line).await?;
    let told = page.texts(".corrections li").await?;
    for (at, words) in [
        (0, "Corrected, 4 November 2024"),
        (0, "It said: How 240 villagers"),
        (0, "Now: How 214 villagers"),
        (1, "Korvin Hydro has no inspection reports."),
    ] {
        let line = told.get(at).map_or("", String::as_str);
        expect!(line.contains(words), "{words} is not in {told:?}");
    }
    page.click("[aria-controls=choices-revision]").await?;
    page.click("#choices-revision .choice input").await?;
    page.wait_for(".chip__name").await?;
    expect_eq!(page.texts(".chip__name").await?, ["Corrected"]);
    Ok(())
}

/// What somebody alone claims is a filter, in the detail of whoever claims it and in links.
pub async fn what_one_alone_claims_is_a_filter(page: &Page<'_>) -> Outcome {
    page.open("/#backstory:view=relationships&open=entity.sergei-lavrov")
        .await?;
    page.wait_for(".detail__sole").await?;
    let all = page.text(".tab[aria-selected=true] .tab__count").await?;
    page.click(".detail__sole").await?;
    page.wait_for(".chip__name").await?;
    expect_eq!(page.texts(".chip__name").await?, ["Sergei Lavrov"]);
    let left = page.text(".tab[aria-selected=true] .tab__count").await?;
    expect!(left != all, "all {all} are left");
    page.open("/#backstory:view=relationships&soleClaimant=sergei-lavrov")
        .await?;
    page.wait_for(".row").await?;
    expect_eq!(
        page.text(".tab[aria-selected=true] .tab__count").await?,
        left
    );
    Ok(())
}

/// Who gave how much to whom, and not only how often.
pub async fn amounts_weigh_the_matrix_and_the_network(page: &Page<'_>) -> Outcome {
    page.open("/examples/payments/index.html").await?;
    page.wait_for("[data-shape=matrix]").await?;
    expect!(page.count(".row__bar").await? > 0, "no amount has a bar");
    page.click("[data-shape=matrix]").await?;
    page.wait_for(".matrix__tie").await?;
    page.click("[aria-controls=weight-menu]").await?;
    page.click("#weight-menu .choice:nth-of-type(2) input")
        .await?;
    page.wait_for(".matrix--sums").await?;
    page.press(&[fantoccini::key::Key::Escape]).await?;
    let cells = page.texts(".matrix__tie").await?;
    expect!(
        cells.iter().any(|it| it.contains(['£', '€', '$'])),
        "{cells:?}"
    );
    expect_eq!(page.cut_off().await?, [""; 0]);
    page.click("[data-shape=network]").await?;
    page.wait_for(".edge").await?;
    let name = page.attribute(".edge", "aria-label").await?;
    expect!(name.contains("Amount"), "{name}");
    Ok(())
}
