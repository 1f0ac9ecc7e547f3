//! Prepares the wasm to be cut into a first part and deferred parts, where
//! `BACKSTORY_SPLIT` is set. `cargo xtask` sets it for the page that readers fetch; any
//! other build is one piece.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=BACKSTORY_SPLIT");
    println!("cargo::rustc-check-cfg=cfg(backstory_split)");
    let is_wasm = std::env::var("TARGET").is_ok_and(|target| target.starts_with("wasm32"));
    if is_wasm && std::env::var_os("BACKSTORY_SPLIT").is_some() {
        println!("cargo::rustc-cfg=backstory_split");
        // The cut needs to know which function calls which.
        println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    }
}
