package io.dither.data;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time of an example: a number, or a date or a time by ISO 8601. In the order of times, 8 and 8.0 are the same
 * time, and so are 08:00+01:00 and 07:00Z, although {@code equals} compares the texts too.
 *
 * @param kind the kind; all times of a history must have the same kind
 * @param value the number, or the seconds since 1970 began in UTC; a time without a time zone counts as UTC
 * @param text the text in the data
 */
record Moment(Kind kind, BigDecimal value, String text) implements Comparable<Moment> {
    enum Kind {
        NUMBER("a number"),
        /** A date, or a date and a time, without a time zone. */
        LOCAL("a date without a time zone"),
        ZONED("a time with a time zone");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
    /** A date such as 5.3.2026 or, with the month first, 3/5/2026; optionally with a time. */
    private static final Pattern YEAR_LAST =
            Pattern.compile("([0-9]{1,2})([./-])([0-9]{1,2})[./-]([0-9]{4})(?:[T ]+(.*))?");

    private static final Pattern YEAR_FIRST =
            Pattern.compile("([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})(?:[T ]+(.*))?");
    /** A time of day: the hour, minutes and seconds, and a or p for am or pm; only the hour is required. */
    private static final Pattern CLOCK =
            Pattern.compile("([0-9]{1,2})(:[0-9]{2}(?::[0-9]{2})?)?(?:\\s*([aApP])\\.?[mM]\\.?)?");

    private static final int MONTHS = 12;
    private static final int NOON = 12;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .appendPattern("['['VV']']")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withChronology(IsoChronology.INSTANCE)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Reads a cell. */
    static Moment of(Row row, String column) {
        String text = row.text(column).strip();
        Optional<Moment> moment = parse(text);
        if (moment.isPresent() && text.contains(".") && moment.get().kind() == Kind.NUMBER) {
            row.number(column); // throws if the file has decimal commas, and the cell a point between thousands
        }
        return moment.orElseThrow(() -> row.problem("column '" + column + "' holds '" + text
                + "', neither a number nor a date or time such as 2026-03-05, 2026-03-05T08:30 or 2026-03-05T08:30+01:00. Maybe "
                + advice(text)));
    }

    /** Reads a text; empty if it is not a time. */
    static Optional<Moment> parse(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(new Moment(Kind.NUMBER, new BigDecimal(text), text));
        }
        // besides ISO 8601: a month without a day, a blank before the time or before the offset, and UTC
        String iso = (MONTH.matcher(text).matches() ? text + "-01" : text)
                .replaceFirst("(?<=^[0-9]{4}-[0-9]{2}-[0-9]{2}) ", "T")
                .replaceFirst(" (?=[-+][0-9])", "")
                .replaceFirst(" UTC$", "Z");
        try {
            TemporalAccessor parsed = ISO.parseBest(iso, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            boolean isZoned = parsed instanceof ZonedDateTime;
            ZonedDateTime time = parsed instanceof ZonedDateTime instant
                    ? instant
                    : (parsed instanceof LocalDate day ? day.atStartOfDay() : LocalDateTime.from(parsed))
                            .atZone(ZoneOffset.UTC);
            BigDecimal seconds = BigDecimal.valueOf(time.toEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
            return Optional.of(new Moment(isZoned ? Kind.ZONED : Kind.LOCAL, seconds, text));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Returns the end of a sentence that starts with "Maybe": a date in ISO 8601 (two if day and month are not clear), or what to write. */
    private static String advice(String text) {
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        Matcher yearLast = YEAR_LAST.matcher(text);
        if (yearFirst.matches()) {
            return date(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3), yearFirst.group(4));
        }
        if (yearLast.matches()) {
            boolean isMonthFirst = Integer.parseInt(yearLast.group(3)) > MONTHS;
            boolean isDayFirst = yearLast.group(2).equals(".") || Integer.parseInt(yearLast.group(1)) > MONTHS;
            String readAsDayFirst = date(yearLast.group(4), yearLast.group(3), yearLast.group(1), yearLast.group(5));
            String readAsMonthFirst = date(yearLast.group(4), yearLast.group(1), yearLast.group(3), yearLast.group(5));
            if (isMonthFirst || readAsMonthFirst.equals(readAsDayFirst)) {
                return readAsMonthFirst;
            }
            return isDayFirst ? readAsDayFirst : readAsDayFirst + " or " + readAsMonthFirst;
        }
        String clock = clock(text);
        return parse("2026-03-05T" + clock).isPresent()
                ? "write the day before the time, such as 2026-03-05T" + clock
                : "write the year first, or the number of the day";
    }

    private static String date(String year, String month, String day, String time) {
        String date = String.format(Locale.ROOT, "%s-%2s-%2s", year, month, day).replace(' ', '0');
        if (parse(date).isEmpty()) {
            return "there is no such day";
        }
        return time == null || parse(date + "T" + clock(time)).isEmpty() ? date : date + "T" + clock(time);
    }

    /** Returns 08:30 PM as 20:30, 8:30 as 08:30, and other texts as they are. */
    private static String clock(String text) {
        Matcher time = CLOCK.matcher(text);
        if (!time.matches()) {
            return text;
        }
        int hour = Integer.parseInt(time.group(1));
        String amOrPm = time.group(3);
        if (amOrPm != null && (hour < 1 || hour > NOON)) {
            return text;
        }
        int hourOfDay = amOrPm == null ? hour : hour % NOON + (amOrPm.equalsIgnoreCase("p") ? NOON : 0);
        return String.format(Locale.ROOT, "%02d", hourOfDay) + (time.group(2) == null ? ":00" : time.group(2));
    }

    @Override
    public int compareTo(Moment other) {
        return kind == other.kind ? value.compareTo(other.value) : kind.compareTo(other.kind);
    }
}
