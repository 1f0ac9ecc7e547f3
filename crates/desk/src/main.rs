//! The desk's program: a page of its own, beside the widget.

fn main() {
    #[cfg(target_arch = "wasm32")]
    backstory_desk::start();
}
