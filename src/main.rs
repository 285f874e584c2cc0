//! The program around the library.

fn main() -> Result<(), soundtrack::error::Error> {
    soundtrack::load::catalog(&[]).map(drop)
}
