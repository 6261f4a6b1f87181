use crate::report::testing::busy;

#[test]
fn a_row_a_period_and_kind() {
    let story = busy();
    assert_eq!(
        super::csv(&story.run("2026-01-01", "2026-03-01")),
        r##"account,period,status,from,until,kind,unit,at_start,granted,received,revived,used,used_of_pool,rolled,given,exchanged,trimmed,expired,forfeited,overage,owed,repaid,forgiven,lent,loan_repaid,throttled,blocked,charged,left
1,1,period,2026-01-15T00:00:00+07:00,2026-02-15T00:00:00+07:00,data,byte,20000000000,25000000000,0,0,5000000000,0,15000000000,0,0,3000000000,0,0,0,0,0,0,0,0,0,0,0,17000000000
1,1,period,2026-01-15T00:00:00+07:00,2026-02-15T00:00:00+07:00,money,millionth,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,6000000,0
1,2,period,2026-02-15T00:00:00+07:00,2026-03-01T00:00:00+07:00,data,byte,37000000000,20000000000,0,0,35000000000,0,0,0,0,0,2000000000,0,0,0,0,0,0,0,0,2000000000,0,0
1,2,period,2026-02-15T00:00:00+07:00,2026-03-01T00:00:00+07:00,money,millionth,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,5000000,0
"##
    );
}
