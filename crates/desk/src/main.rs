//! The desk's program: a page of its own, beside the widget.

fn main() {
    backstory_desk::start();
}
