//! Work on all processors, whose results are as if it were done one after the other.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, available_parallelism, scope};

/// As much as the main thread has: plans may be nested as deeply as is allowed.
const STACK: usize = 8 << 20;

/// What comes of each number below a count, in their order. The first whose work says that it is the last one ends the
/// list, whatever was done beyond it meanwhile.
pub(crate) fn each<T: Send>(count: usize, work: impl Fn(usize) -> Done<T> + Sync) -> Vec<T> {
    watched(count, work, |_| {})
}

/// The same, and now and then this thread is told how many have been begun.
pub(crate) fn watched<T: Send>(
    count: usize,
    work: impl Fn(usize) -> Done<T> + Sync,
    watch: impl FnMut(usize),
) -> Vec<T> {
    let threads = available_parallelism().map_or(1, usize::from).min(count);
    with(threads, count, work, watch)
}

/// What came of one number, and whether it is the last that counts.
#[derive(Debug)]
pub(crate) struct Done<T> {
    pub(crate) result: T,
    pub(crate) is_last: bool,
}

impl<T> From<T> for Done<T> {
    fn from(result: T) -> Done<T> {
        Done { result, is_last: false }
    }
}

fn with<T: Send>(
    threads: usize,
    count: usize,
    work: impl Fn(usize) -> Done<T> + Sync,
    mut watch: impl FnMut(usize),
) -> Vec<T> {
    let (next, end) = (AtomicUsize::new(0), AtomicUsize::new(count));
    let one = |watch: &mut dyn FnMut(usize)| {
        let mut done = Vec::new();
        loop {
            // Numbers are taken in order: what comes before a last one is always done by somebody.
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= end.load(Ordering::Acquire) {
                return done;
            }
            let Done { result, is_last } = work(number);
            if is_last {
                end.fetch_min(number + 1, Ordering::AcqRel);
            }
            done.push((number, result));
            watch(number);
        }
    };
    let mut all = scope(|scope| {
        // Where the system gives no thread, this one does the work.
        let start = |_| Builder::new().stack_size(STACK).spawn_scoped(scope, || one(&mut |_| {})).ok();
        let others: Vec<_> = (1..threads).filter_map(start).collect();
        let mut all = one(&mut watch);
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    });
    all.sort_unstable_by_key(|(number, _)| *number);
    all.truncate(end.into_inner());
    all.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_numbers_on_any_number_of_threads() {
        let slow_at_first = |number: usize| {
            std::thread::sleep(std::time::Duration::from_micros(if number < 4 { 300 } else { 0 }));
            Done::from(number)
        };
        for threads in [1, 2, 7] {
            assert_eq!(with(threads, 100, slow_at_first, |_| {}), (0..100).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_first_that_is_the_last_ends_the_list() {
        let odd_ones_end = |number: usize| Done { result: number, is_last: number > 10 && number % 2 == 1 };
        for threads in [1, 2, 7] {
            assert_eq!(with(threads, 100, odd_ones_end, |_| {}), (0..=11).collect::<Vec<_>>());
        }
    }
}
