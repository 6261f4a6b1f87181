//! Amounts and time: what can be held, how much of it, and when.
//!
//! Everything here is a whole number. Nothing reads a clock, a locale or the machine's time zone data, nothing panics,
//! and what would overflow is refused (amounts) or stops at the edge of the supported time (1900 to 2200).

mod attempts;
mod currency;
mod cycle;
mod day;
mod day_filter;
mod decimal;
mod decimal_error;
mod duration;
mod format;
mod gigabyte;
mod holiday_use;
mod holidays;
mod instant;
mod kind;
mod kinds;
mod local;
mod month_end;
mod proration;
mod quantity;
mod rounding;
mod schedule;
mod season;
#[cfg(test)]
mod testing;
mod validity;
mod weekday;
mod window;
mod zone;

pub use attempts::Attempts;
pub use currency::Currency;
pub use cycle::{Cycle, first_of};
pub use day::Day;
pub use day_filter::DayFilter;
pub use decimal::parse_decimal;
pub use decimal_error::DecimalError;
pub use duration::Duration;
pub use format::Format;
pub use gigabyte::Gigabyte;
pub use holiday_use::HolidayUse;
pub use holidays::Holidays;
pub use instant::Instant;
pub use kind::Kind;
pub use kinds::Kinds;
pub use local::Local;
pub use month_end::MonthEnd;
pub use proration::{Days, Proration, Share};
pub use quantity::{Allowance, Quantity, Ratio};
pub use rounding::Rounding;
pub use schedule::Schedule;
pub use season::Season;
pub use validity::Validity;
pub use weekday::Weekday;
pub use window::Window;
pub use zone::Zone;
