//! A page whose element is filled.

use backstory_cli::TargetPage;

use crate::bytes::text;

const LINKED: &str = "<script type=\"application/ld+json\">\n\
    {\"@type\": \"NewsArticle\", \"about\": [{\"@id\": \"#event-a\"}]}\n</script>\n";
const CHILDREN: &str = "\n<template shadowrootmode=\"open\">\n<div><ul><li>A</li></ul></div>\n\
    </template>\n<section>\n<p>A</p>\n</section>\n";

/// A page of any markup: its element is filled, once however often, or it is said why not.
pub fn target_page(bytes: &[u8]) {
    let html = text(bytes);
    let page = match TargetPage::read(&html) {
        Ok(page) => page,
        Err(why) => {
            assert!(!why.is_empty());
            return;
        }
    };
    let Ok(filled) = page.fill(LINKED, CHILDREN) else {
        return;
    };
    let again = TargetPage::read(&filled).expect("it still has the element");
    let again = again.fill(LINKED, CHILDREN).expect("it was filled before");
    assert_eq!(again, filled, "twice is not as once");
    // What is before the element and after it is as it was.
    let (before, _) = filled
        .split_once(LINKED.trim_end())
        .unwrap_or((&filled, ""));
    assert!(html.starts_with(before), "{filled}");
    let (_, after) = filled.rsplit_once(CHILDREN).expect("it is filled");
    assert!(html.ends_with(after), "{filled}");
}
