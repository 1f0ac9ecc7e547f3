//! The editor's program: a page of its own, next to the widget.

fn main() {
    backstory_desk::start();
}
