//! Says whether the wasm is to be split into a first and a later part.
//!
//! `cargo xtask` asks for it where a page is built for readers: it cuts what the
//! compiler leaves with the help of the linker's relocations. Any other build,
//! the desk's among them, is one piece.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=BACKSTORY_SPLIT");
    println!("cargo::rustc-check-cfg=cfg(backstory_split)");
    let is_set = |name: &str| std::env::var_os(name).is_some();
    let is_wasm = std::env::var("TARGET").is_ok_and(|target| target.starts_with("wasm32"));
    let is_widget = !is_set("CARGO_FEATURE_EXCHANGE") && !is_set("CARGO_FEATURE_BENCH");
    if is_set("BACKSTORY_SPLIT") && is_wasm && is_widget {
        println!("cargo::rustc-cfg=backstory_split");
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }
}
