use super::*;

fn canonical(text: &str) -> Vec<String> {
    let mut scanner = Scanner::new(text);
    let mut sentences = Vec::new();
    loop {
        let mut line = Line::default();
        let mark = scanner.read(&mut line);
        if !line.is_empty() {
            sentences.push(line.text);
        }
        if mark.ending == Ending::End {
            return sentences;
        }
    }
}

#[track_caller]
fn reads(text: &str, tokens: &str) {
    assert_eq!(canonical(text).join(" / "), tokens, "{text}");
}

#[test]
fn the_fixed_samples_are_the_same_in_both_languages() {
    let tokens = "rollover 3 month / weekend pack no rollover / share cap 10 gb";
    reads("rollover 3 months; weekend pack no-rollover; share cap 10GB", tokens);
    reads("累积 3 个月；周末包 不累积；共享上限 10GB", tokens);
    reads("累积三个月。周末包不累积。共享上限１０ＧＢ。", tokens);
}

#[test]
fn units_glued_to_numbers() {
    reads("data 10G 500M 1.5GB", "data 10 gb 500 mb 1.5 gb");
    reads("128kbps 50% $5 5$ %50 50 %", "128 kbps 50 % $ 5 $ 5 50 % 50 %");
    reads("R$ 5 US$5 €5 5€", "R$ 5 USD 5 € 5 € 5");
    reads("5 $6", "5 $ 6");
    reads("1st 22nd 3th", "1 22 3");
    reads("5元 5美元", "5 CNY 5 USD");
}

#[test]
fn a_slash_between_words_of_the_table_is_per() {
    reads("$0.10/MB $10/month 20 GB/month $5/session", "$ 0.10 per mb $ 10 per month 20 gb per month $ 5 /session");
    reads("5 Mbit/s Asia/Phnom_Penh and/or /MB GB/", "5 mbps Asia/Phnom_Penh and/or /MB GB/");
}

#[test]
fn generations_of_networks_and_gigabytes() {
    reads("data 5G on 5G", "data 5 gb on 5g");
    reads("data 5 G, on 4G and 5G", "data 5 gb , on 4g and 5g");
    reads("5G network", "5g");
}

#[test]
fn dates_and_times() {
    reads("2026-01-20 2026/1/2 2026.01.02 2026年1月2日", "2026-01-20 2026-01-02 2026-01-02 2026-01-02");
    reads("2026-01-20T09:30 2026-01-20T09:30:15", "2026-01-20 09:30 2026-01-20 09:30:15");
    reads("from 22h to 6h", "from 22:00 to 06:00");
    reads("22h-6h", "22:00 to 06:00");
    reads("valid 24h", "valid 24 hour");
    reads("7pm 7 am 12:30 AM 12 pm 22h30", "19:00 07:00 00:30 12:00 22:30");
    reads("23：00 - 7:00", "23:00 to 07:00");
    reads("从22点至6点半", "from 22:00 to 06:30");
    reads("2026-04-14 – 2026-04-16", "2026-04-14 to 2026-04-16");
}

#[test]
fn ranges_of_days() {
    reads(
        "Sat-Sun Mon–Fri 周一-周五 Sat - Sun",
        "saturday to sunday monday to friday monday to friday saturday to sunday",
    );
    reads("2-4", "2 to 4");
    reads("-5 a - b", "-5 a - byte");
}

#[test]
fn hyphens_of_people() {
    reads(
        "no-rollover roll-over no roll-over on-time not-a-word",
        "no rollover rollover no rollover on_time not-a-word",
    );
}

#[test]
fn digits_of_khmer_and_its_blanks() {
    reads("rollover\u{200b}៣\u{200b}months", "rollover 3 month");
    reads("ទិន្នន័យ\u{200b}២០\u{200b}GB។", "ទិន្នន័យ 20 gb");
    reads("\u{feff}rollover\u{a0}3\u{3000}months", "rollover 3 month");
}

#[test]
fn quotations_of_every_keyboard() {
    reads("“a b” 「c」 'd' «e» \"f“", r#""a b" "c" "d" "e" "f""#);
    reads("\"not # a ; comment {\" # but this", "\"not # a ; comment {\"");
    reads("「a\"b」", "\"a'b\"");
    reads("\"open {", "\"open\"");
}

#[test]
fn comments_and_marks() {
    reads("a # b ; c\nd{e}f;g", "a / d / byte / f / gb".replace("d / byte", "d / e").as_str());
    reads("10GB#comment", "10 gb");
    reads("3 months.\nthen", "3 month / then");
}

#[test]
fn places_are_those_of_the_source() {
    let text = "周末包 ៣０ＧＢ 上限“名”";
    let mut line = Line::default();
    Scanner::new(text).read(&mut line);
    let slices: Vec<_> =
        line.tokens.iter().map(|token| text.get(token.start as usize..token.end as usize).unwrap()).collect();
    assert_eq!(slices, ["周末", "包", "៣０", "ＧＢ", "上限", "“名”"]);
    assert_eq!(line.text, "weekend pack 30 gb cap \"名\"");
}

#[test]
fn slips_are_noted() {
    for (text, instead) in [
        ("1,000 MB", "1000"),
        ("10,5 GB", "10.5"),
        ("1,234.5", "1234.5"),
        ("31/12/2026", "2026-12-31"),
        ("1_000", "1000"),
        ("1 000 000 MB", "1000000"),
        ("10 Mb", "MB"),
        ("500Kb", "kB"),
    ] {
        let mut line = Line::default();
        Scanner::new(text).read(&mut line);
        assert_eq!(line.slip.unwrap().instead, [instead], "{text}");
    }
    let mut line = Line::default();
    Scanner::new("01/02/2026").read(&mut line);
    assert_eq!(line.slip.unwrap().instead, ["2026-02-01", "2026-01-02"]);
    let mut line = Line::default();
    Scanner::new("1.500 MB").read(&mut line);
    assert_eq!(line.slip.unwrap().instead, ["1500", "1.5"]);
    for text in ["10 Mb/s", "10 Mb per second", "10 MB", "10 mb", "0.500 GB", "1.125 GB", "1.50 GB"] {
        let mut line = Line::default();
        Scanner::new(text).read(&mut line);
        assert!(line.slip.is_none(), "{text}");
    }
    let mut line = Line::default();
    Scanner::new("50%, 80%，10, 2026 500 10:30 1 000-5").read(&mut line);
    assert!(line.slip.is_none());
}
