//! Pictures of the widget, held to what it looked like when that was accepted.
//!
//! What a browser draws depends on its version and on the fonts. Where they are others
//! than those of the accepted pictures nothing is compared, and the run says so.
//! `cargo xtask pictures --accept` takes all of them anew.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Cursor;
use std::path::PathBuf;

use serde_json::json;

use crate::harness::{Outcome, Page};
use crate::reduced::ReducedPicture;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Where the accepted pictures are, and what browser and fonts they are of.
const FOLDER: &str = "tests/e2e/accepted";
const ENVIRONMENT: &str = "tests/e2e/accepted/environment.txt";

/// Where old, new and difference of those that are not as accepted are put.
const DIFFERENCES: &str = "target/screenshots/differences";

#[derive(PartialEq, Eq)]
enum ComparisonMode {
    Compare,
    Accept,
    Pass,
}

pub struct Accepted {
    mode: ComparisonMode,
    seen: BTreeSet<String>,
    found: Vec<String>,
}

impl Accepted {
    /// Finds out what is to be done with pictures of this browser.
    pub async fn new(page: &Page<'_>) -> Result<Self> {
        let here = environment(page).await?;
        let mode = if std::env::var_os("BACKSTORY_ACCEPT").is_some() {
            if std::fs::exists(FOLDER)? {
                std::fs::remove_dir_all(FOLDER)?;
            }
            std::fs::create_dir_all(FOLDER)?;
            std::fs::write(ENVIRONMENT, here)?;
            ComparisonMode::Accept
        } else if std::fs::read_to_string(ENVIRONMENT)? == here {
            ComparisonMode::Compare
        } else {
            println!(
                "  exception: the accepted pictures are of another browser or other fonts, and \
                 nothing is compared; here it is\n{here}"
            );
            ComparisonMode::Pass
        };
        let _ = std::fs::remove_dir_all(DIFFERENCES);
        let (seen, found) = (BTreeSet::new(), Vec::new());
        Ok(Self { mode, seen, found })
    }

    /// Holds a picture, as PNG, to the accepted one of this name.
    pub fn hold(&mut self, name: &str, png: &[u8]) -> Outcome {
        if self.mode == ComparisonMode::Pass {
            return Ok(());
        }
        let new = decode(png)?;
        let new = ReducedPicture::of(
            new.width,
            new.height,
            new.pixels.len() / (new.width * new.height),
            &new.pixels,
        );
        let file = PathBuf::from(FOLDER).join(format!("{name}.png"));
        self.seen.insert(format!("{name}.png"));
        if self.mode == ComparisonMode::Accept {
            std::fs::write(file, encode(&new)?)?;
            return Ok(());
        }
        let Ok(old) = std::fs::read(file) else {
            self.found
                .push(format!("{name}: there is none that is accepted"));
            return Ok(());
        };
        let old = decode(&old)?;
        if let Some(count) = old.differs(&new) {
            self.found.push(format!(
                "{name}: {count} pixels of {}",
                new.width * new.height
            ));
            std::fs::create_dir_all(DIFFERENCES)?;
            let file = PathBuf::from(DIFFERENCES).join(format!("{name}.png"));
            std::fs::write(file, encode(&old.beside(&new))?)?;
        }
        Ok(())
    }

    /// Says which are not as accepted, and which are accepted and were not taken.
    pub fn close(mut self) -> Outcome {
        if self.mode == ComparisonMode::Compare {
            for entry in std::fs::read_dir(FOLDER)?.flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.ends_with(".png") && !self.seen.contains(&name) {
                    self.found
                        .push(format!("{name} is accepted, and was not taken"));
                }
            }
        }
        if self.found.is_empty() {
            return Ok(());
        }
        Err(format!(
            "pictures are not as accepted; old, new and difference are in {DIFFERENCES}, and if \
             they are meant, `cargo xtask pictures --accept` takes them anew:\n{}",
            self.found.join("\n")
        )
        .into())
    }
}

/// The browser's version, and a hash of the fonts that there are.
async fn environment(page: &Page<'_>) -> Result<String> {
    let version = page
        .browser
        .chromium("Browser.getVersion", json!({}))
        .await?;
    let fonts = std::process::Command::new("fc-list")
        .args(["--format", "%{family} %{style} %{fontversion}\n"])
        .output()?;
    let fonts: BTreeSet<&[u8]> = fonts.stdout.split(|byte| *byte == b'\n').collect();
    let mut hasher = DefaultHasher::new();
    fonts.hash(&mut hasher);
    let product = version["product"].as_str().unwrap_or_default();
    Ok(format!("{product}\nfonts {:016x}\n", hasher.finish()))
}

/// A picture as it is, with as many bytes a pixel as it has.
fn decode(bytes: &[u8]) -> Result<ReducedPicture> {
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info()?;
    let size = reader.output_buffer_size().ok_or("a picture without end")?;
    let mut pixels = vec![0; size];
    let info = reader.next_frame(&mut pixels)?;
    pixels.truncate(info.buffer_size());
    let (width, height) = (usize::try_from(info.width)?, usize::try_from(info.height)?);
    Ok(ReducedPicture {
        width,
        height,
        pixels,
    })
}

fn encode(picture: &ReducedPicture) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let (width, height) = (
        u32::try_from(picture.width)?,
        u32::try_from(picture.height)?,
    );
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::High);
    encoder.write_header()?.write_image_data(&picture.pixels)?;
    Ok(bytes)
}
