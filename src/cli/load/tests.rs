use super::*;

#[test]
fn paths_are_shown_without_detours() {
    assert_eq!(plain(Path::new("a/./b/../c.plan")), Path::new("a/c.plan"));
    assert_eq!(plain(Path::new("../c.plan")), Path::new("../c.plan"));
    assert_eq!(plain(Path::new("../../c.plan")), Path::new("../../c.plan"));
}
