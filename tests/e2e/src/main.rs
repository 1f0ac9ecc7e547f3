//! Journeys: a reader on a served page, in a real browser, from end to end.
//!
//! `cargo xtask test` builds the page, starts the browser and runs this.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod accepted;
mod access;
mod address;
mod desk;
mod desk_harbour;
mod desk_records;
mod devices;
mod element_api;
mod embedding;
mod fixtures;
mod frames;
mod frameworks;
mod harness;
mod journeys;
mod languages;
mod large;
mod lifecycle;
mod media;
mod package;
mod passages;
mod pictures;
mod prerender;
mod print;
mod reduced;
mod soak;
mod sources;
mod states;
mod table;
mod timeline;
mod trust;
mod vertical;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use harness::{Browser, Outcome, Page, Server};

/// One journey per feature, for `cargo xtask test --quick`: short ones.
const QUICK: [&str; 9] = [
    "journeys::words_and_choices_filter_both_views",
    "embedding::attributes_change_live",
    "passages::a_row_leads_to_its_passage",
    "address::a_link_is_copied",
    "table::the_selection_is_saved",
    "desk::the_desk_reads_sheets",
    "timeline::buttons_zoom_and_move",
    "prerender::the_demo_is_served_with_its_content",
    "languages::english_fetches_no_words",
];

/// The journeys of `cargo xtask test` in WebKit: what this engine may do otherwise than
/// the two others, and what its driver does reliably.
const WEBKIT: [&str; 38] = [
    "journeys::the_story_is_there",
    "journeys::words_and_choices_filter_both_views",
    "journeys::a_keyboard_is_enough",
    "journeys::dates_are_asked",
    "journeys::a_strict_policy_is_kept",
    "embedding::the_element_has_an_interface",
    "embedding::attributes_change_live",
    "embedding::a_panic_is_contained",
    "embedding::a_source_that_fails_can_be_tried_again",
    "embedding::files_that_do_not_come_say_why",
    "element_api::an_object_is_read_as_its_text_is",
    "element_api::escape_closes_the_innermost_thing",
    "lifecycle::what_breaks_off_is_not_called_cors",
    "frameworks::react_19_gives_properties_and_hears",
    "passages::a_row_leads_to_its_passage",
    "passages::what_is_in_view_is_marked",
    "passages::a_browser_without_highlights_goes_there_too",
    "address::back_and_forward_work",
    "address::two_widgets_share_the_hash",
    "frames::a_frame_is_as_tall_as_its_widget",
    "frames::a_frame_leads_to_the_passage_in_the_page",
    "frames::a_frame_is_in_the_address_of_its_page",
    "frames::a_frame_in_a_sandbox_works_or_says_what_is_missing",
    "frames::a_frame_takes_only_what_it_knows",
    "sources::a_source_is_told_by_what_is_in_it",
    "sources::a_source_that_does_not_come_says_why",
    "sources::a_half_written_row_costs_only_itself",
    "sources::a_dataset_is_looked_at_again",
    "package::the_examples_work",
    "table::the_selection_is_saved",
    "timeline::buttons_zoom_and_move",
    "timeline::a_mouse_drags_and_turns_the_wheel",
    "timeline::a_story_is_walked_through",
    "vertical::keys_go_from_one_event_to_the_next",
    "prerender::content_needs_no_script",
    "access::nothing_keeps_a_reader_out",
    "languages::arabic_runs_the_other_way",
    "media::a_story_is_the_first_thing_shown",
];

/// Which journeys are to run.
enum Wanted {
    /// Those whose names contain this.
    Named(String),
    /// Those of a list.
    Listed(&'static [&'static str]),
}

impl Wanted {
    /// What the command line asks for.
    fn of(arguments: impl Iterator<Item = String>) -> Self {
        let mut name = None;
        for word in arguments {
            match word.as_str() {
                "--quick" => return Self::Listed(&QUICK),
                "--webkit" => return Self::Listed(&WEBKIT),
                _ if word.starts_with('-') => {}
                _ => name = name.or(Some(word)),
            }
        }
        Self::Named(name.unwrap_or_default())
    }

    fn has(&self, name: &str) -> bool {
        match self {
            Self::Named(part) => name.contains(part.as_str()),
            Self::Listed(names) => names.contains(&name),
        }
    }
}

/// Runs each journey that is wanted, one after the other on fresh pages of one browser,
/// and counts as cargo's own runner does.
macro_rules! run_journeys {
    ($browser:expr, $server:expr, $wanted:expr, [$($journey:path),+ $(,)?]) => {{
        let (mut passed, mut failed, mut filtered) = (0, 0, 0);
        $(
            let name = stringify!($journey).rsplit(' ').next().unwrap_or_default();
            if $wanted.has(name) {
                let page = Page::new($browser, $server);
                // Whatever the one before left it at.
                page.resize(1280, 900, false).await?;
                let outcome: Outcome = $journey(&page).await;
                let outcome = match outcome {
                    Ok(()) => without_problems(&page).await,
                    failed => failed,
                };
                match outcome {
                    Ok(()) => {
                        passed += 1;
                        println!("test {name} ... ok");
                    }
                    Err(why) => {
                        failed += 1;
                        println!("test {name} ... FAILED\n{why}\n");
                        let file = format!("target/screenshots/failed-{}.png", name.replace("::", "-"));
                        let _ = page.picture(&PathBuf::from(file)).await;
                    }
                }
            } else {
                filtered += 1;
            }
        )+
        (passed, failed, filtered)
    }};
}

/// Nothing may have gone wrong on a page, whatever was seen of it.
async fn without_problems(page: &Page<'_>) -> Outcome {
    let mut problems = page.problems().await?;
    if page.browser.engine == harness::Engine::Webkit {
        // A resize that comes of a resize, of fifty widgets at once, waits for the
        // next frame, of which WebKit tells the page as of an error.
        let before = problems.len();
        problems.retain(|problem| !problem.starts_with("ResizeObserver loop"));
        if problems.len() < before {
            println!("  exception: this engine tells of a resize that waits for the next frame");
        }
    }
    expect!(problems.is_empty(), "on the page: {problems:?}");
    Ok(())
}

async fn run(wanted: &Wanted) -> Result<bool, Box<dyn std::error::Error>> {
    let dist = std::env::var_os("BACKSTORY_DIST")
        .ok_or("BACKSTORY_DIST is not set: run `cargo xtask test`")?;
    let server = Server::start(dist.into()).await?;
    let browser = Browser::start().await?;
    let start = Instant::now();
    let (passed, failed, filtered) = run_journeys!(
        &browser,
        &server,
        wanted,
        [
            journeys::the_story_is_there,
            journeys::words_and_choices_filter_both_views,
            journeys::an_empty_view_leads_to_the_other,
            journeys::a_keyboard_is_enough,
            journeys::the_table_sorts,
            journeys::an_actor_is_chosen_anywhere,
            journeys::dates_are_asked,
            journeys::menus_stay_inside,
            journeys::a_citation_is_copied,
            journeys::a_phone_gets_cards,
            journeys::a_broken_record_costs_only_itself,
            journeys::a_file_that_is_not_a_dataset_is_reported,
            journeys::two_widgets_are_two,
            journeys::a_strict_policy_is_kept,
            embedding::the_element_has_an_interface,
            embedding::an_element_waits_until_it_is_near,
            embedding::an_element_moves_and_comes_back,
            embedding::attributes_change_live,
            embedding::a_taken_name_is_survived,
            embedding::a_thousand_mounts_leave_nothing,
            embedding::a_view_comes_when_it_is_shown,
            embedding::a_panic_is_contained,
            embedding::a_panic_in_what_comes_later_is_its_own,
            embedding::a_source_that_fails_can_be_tried_again,
            embedding::another_server_has_to_allow_it,
            embedding::files_that_do_not_come_say_why,
            embedding::a_hostile_page_does_not_reach_in,
            embedding::data_is_only_ever_text,
            embedding::a_document_has_limits,
            element_api::a_filter_and_a_selection_are_both_kept,
            element_api::a_cell_of_the_matrix_is_told_and_cleared,
            element_api::back_returns_to_the_view_that_it_began_with,
            element_api::a_dragged_border_is_one_entry,
            element_api::methods_work_before_the_element_is_in_the_page,
            element_api::what_reads_objects_is_asked_for_again,
            element_api::an_element_that_goes_while_it_loads_gives_all_back,
            element_api::an_object_is_read_as_its_text_is,
            element_api::a_file_that_is_not_data_is_named,
            element_api::escape_closes_the_innermost_thing,
            element_api::an_element_that_was_hidden_is_laid_out,
            element_api::wasm_of_another_type_works,
            lifecycle::a_source_that_changes_while_it_is_away_is_shown,
            lifecycle::what_was_on_its_way_is_shown_to_who_comes_back,
            lifecycle::an_element_that_was_away_survives_a_panic,
            lifecycle::another_language_is_the_same_document,
            lifecycle::a_copy_takes_over_the_address,
            lifecycle::what_breaks_off_is_not_called_cors,
            lifecycle::an_element_that_is_not_closed_is_told,
            soak::ten_widgets_hold_on_to_nothing,
            frameworks::react_19_gives_properties_and_hears,
            frameworks::react_18_gives_properties_and_hears,
            frameworks::vue_3_gives_properties_and_hears,
            frameworks::svelte_5_gives_properties_and_hears,
            frameworks::turbo_goes_back_to_what_the_address_says,
            frameworks::a_page_comes_back_from_the_browser_s_cache,
            frameworks::two_versions_of_the_script_are_one_element,
            large::a_hundred_thousand_rows_are_there,
            large::a_long_table_begins_before_its_end_is_there,
            large::what_is_asked_meanwhile_is_not_lost,
            large::data_that_does_not_end_can_be_stopped,
            large::what_is_too_large_is_not_waited_for,
            passages::a_row_leads_to_its_passage,
            passages::a_passage_leads_to_its_rows,
            passages::a_keyboard_walks_the_passages,
            passages::what_is_in_view_is_marked,
            passages::a_passage_that_is_missing_is_said_so,
            passages::an_article_that_comes_and_goes_is_followed,
            passages::an_ambiguous_passage_is_said_to_be_so,
            passages::a_browser_without_highlights_goes_there_too,
            address::back_and_forward_work,
            address::the_pages_own_hash_is_left_alone,
            address::two_widgets_share_the_hash,
            address::a_link_is_copied,
            frames::a_frame_is_as_tall_as_its_widget,
            frames::a_frame_leads_to_the_passage_in_the_page,
            frames::a_frame_is_in_the_address_of_its_page,
            frames::a_frame_in_a_sandbox_works_or_says_what_is_missing,
            frames::a_frame_takes_only_what_it_knows,
            frames::a_frame_is_printed_whole,
            sources::a_source_is_told_by_what_is_in_it,
            sources::a_source_that_does_not_come_says_why,
            sources::a_half_written_row_costs_only_itself,
            sources::a_sheet_is_looked_at_again,
            sources::a_dataset_is_looked_at_again,
            sources::what_has_not_changed_is_not_sent_again,
            sources::a_server_with_faults_loses_nothing,
            package::the_package_works_from_a_folder,
            package::a_file_that_was_changed_is_refused,
            package::the_examples_work,
            table::a_hundred_thousand_rows_are_a_window,
            table::a_long_table_is_walked_with_keys,
            table::a_long_table_on_a_phone_is_a_window_of_cards,
            table::a_long_table_is_printed_whole,
            table::shift_and_a_press_sort_by_one_more,
            table::a_border_is_dragged,
            table::the_selection_is_saved,
            table::an_address_arranges_the_table,
            table::matrix_and_picture_filter_as_one_presses,
            desk::the_desk_from_empty_to_embed,
            desk::the_desk_reads_sheets,
            desk::the_desk_reads_other_formats,
            desk::the_desk_mends_a_broken_dataset,
            desk::the_desk_says_what_it_cannot_read,
            desk::the_desk_keeps_and_undoes,
            desk::the_desk_keeps_every_language,
            desk::the_desk_warns_where_nothing_is_stored,
            desk::the_desk_works_by_keyboard_and_on_a_phone,
            desk::the_desk_shows_how_far_a_large_file_is,
            desk::the_desk_publishes,
            desk::the_desk_is_written_in_one_tab,
            desk::the_desk_keeps_several_stories,
            desk::the_desk_loses_no_press,
            desk::the_desk_checks_in_sentences,
            desk::the_desk_follows_the_article,
            desk::the_desk_reads_what_the_passage_says,
            desk_harbour::the_harbour_by_keyboard,
            desk_harbour::the_harbour_by_mouse,
            desk_harbour::passages_are_lit_beside_the_form,
            desk_records::kinds_and_fields_are_declared,
            desk_records::records_are_merged_and_moved,
            desk_records::dates_keep_their_words,
            desk_records::the_order_of_dates_is_asked_once,
            desk_records::records_are_edited_as_a_grid,
            desk_records::thousands_of_records_are_typed_into,
            desk_records::nothing_keeps_a_journalist_out,
            desk::the_examples_are_told,
            desk::the_desk_in_pictures,
            timeline::buttons_zoom_and_move,
            timeline::a_far_date_leaves_the_others_in_sight,
            timeline::an_empty_window_says_where_the_next_event_is,
            timeline::a_cleared_filter_leaves_the_instrument_whole,
            timeline::a_morning_opens_on_the_morning_and_is_read_in_order,
            timeline::a_mouse_drags_and_turns_the_wheel,
            timeline::fingers_drag_and_pinch,
            timeline::a_drag_goes_on_by_itself,
            timeline::the_window_is_in_the_address,
            timeline::in_pictures,
            timeline::keys_move_and_walk,
            timeline::a_brush_asks_for_dates,
            timeline::lanes_know_one_event_as_one,
            timeline::a_story_is_walked_through,
            timeline::thousands_of_events_are_few_nodes,
            timeline::a_hundred_thousand_events_move_by_key_and_wheel,
            timeline::a_phone_has_the_same_instrument,
            vertical::a_phone_reads_from_above,
            vertical::dates_and_gaps_are_told_as_they_are_known,
            vertical::the_layout_is_switched_and_in_the_address,
            vertical::keys_go_from_one_event_to_the_next,
            vertical::filters_groups_and_steps_work_in_it,
            vertical::what_is_read_in_the_article_is_marked,
            vertical::a_hundred_thousand_events_are_few_nodes,
            vertical::a_finger_scrolls_and_taps,
            vertical::it_runs_down_from_right_to_left_too,
            vertical::nothing_of_it_keeps_a_reader_out,
            vertical::paper_has_what_it_shows,
            vertical::vertical_in_pictures,
            prerender::the_demo_is_served_with_its_content,
            prerender::content_needs_no_script,
            prerender::content_stays_where_no_widget_comes,
            prerender::nothing_is_lost_while_it_loads,
            prerender::the_sheet_may_stand_in_the_page,
            prerender::a_filter_works_before_the_rest_is_there,
            prerender::the_rest_is_asked_for_again,
            prerender::what_is_read_does_not_move,
            prerender::a_story_is_served_at_its_first_page,
            prerender::a_list_is_read_to_its_end,
            prerender::a_phone_is_served_the_list_that_comes,
            prerender::other_content_is_rendered_anew,
            prerender::rows_stay_marked_when_the_widget_comes,
            prerender::reader_modes_keep_the_content,
            prerender::pictures_of_what_is_served,
            trust::the_order_of_events_is_seen_and_leads_on,
            trust::corrections_are_told_and_can_be_chosen,
            trust::what_one_alone_claims_is_a_filter,
            trust::amounts_weigh_the_matrix_and_the_network,
            access::nothing_keeps_a_reader_out,
            access::nor_at_four_times_the_size,
            access::nor_from_right_to_left,
            access::nor_in_the_dark,
            access::nor_in_forced_colours,
            access::forced_colours_lose_no_mark,
            access::who_wants_stillness_gets_it,
            access::who_wants_contrast_gets_it,
            access::any_accent_can_be_read,
            access::a_screen_reader_is_told_what_is_what,
            access::the_focus_is_seen_and_never_caught,
            access::targets_are_large_enough,
            languages::each_language_is_spoken_whole,
            languages::every_width_shows_all,
            languages::words_stay_whole,
            languages::the_language_is_the_element_s_then_the_page_s,
            languages::english_fetches_no_words,
            languages::arabic_runs_the_other_way,
            languages::a_story_is_told_in_the_reader_s_language,
            devices::a_slow_phone_is_enough,
            devices::no_task_is_long,
            media::a_provider_is_asked_for_its_player_by_a_press,
            media::a_picture_that_a_policy_keeps_away_leaves_its_caption,
            media::a_story_is_the_first_thing_shown,
            print::paper_has_all_that_is_left,
            pictures::pictures,
        ]
    );
    browser.stop().await;
    // What a list leaves out was asked for, and is counted as not run.
    let (ignored, filtered) = match wanted {
        Wanted::Listed(names) if passed + failed != names.len() => {
            return Err("a list names a journey that is not there".into());
        }
        Wanted::Listed(_) => (filtered, 0),
        Wanted::Named(_) => (0, filtered),
    };
    println!(
        "\ntest result: {}. {passed} passed; {failed} failed; {ignored} ignored; 0 measured; \
         {filtered} filtered out; finished in {:.2}s",
        if failed == 0 { "ok" } else { "FAILED" },
        start.elapsed().as_secs_f64(),
    );
    Ok(failed == 0)
}

fn main() -> ExitCode {
    let wanted = Wanted::of(std::env::args().skip(1));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let outcome = runtime
        .map_err(Into::into)
        .and_then(|runtime| tokio::task::LocalSet::new().block_on(&runtime, run(&wanted)));
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("e2e: {why}");
            ExitCode::FAILURE
        }
    }
}
