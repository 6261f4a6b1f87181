//! Whole explanations of plans built by hand, in both languages.

mod build;
mod core;
mod pages;
mod phrases;
mod shape;
