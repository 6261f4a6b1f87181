//! The `rollover` program.

fn main() -> std::process::ExitCode {
    rollover::cli::main()
}
