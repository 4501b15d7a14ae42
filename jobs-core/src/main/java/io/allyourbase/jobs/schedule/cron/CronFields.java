package io.allyourbase.jobs.schedule.cron;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.parser.CronParser;
import java.time.Month;
import java.util.Map;
import java.util.regex.Pattern;

/** An expression's five fields as sets of bits. A day matches when either day field does, if both are restricted. */
record CronFields(long minutes, long hours, long daysOfMonth, long months, long daysOfWeek) {
    private static final long EVERY_DAY_OF_MONTH = bits(1, 31, 1);
    private static final long EVERY_DAY_OF_WEEK = bits(0, 6, 1);

    private static final Map<String, String> NICKNAMES = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *");

    /** The parser knows others too, and some that make two expressions of one. */
    private static final Pattern CHARACTERS = Pattern.compile("[0-9A-Za-z*,/\\s-]*");

    /** The parser reads SUN as 7, where Unix lets a range start on Sunday. */
    private static final Pattern FROM_SUNDAY = Pattern.compile("\\bSUN-", Pattern.CASE_INSENSITIVE);

    private static final CronDefinition UNIX = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .and()
            .withHours()
            .and()
            .withDayOfMonth()
            .and()
            .withMonth()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .and()
            .instance();

    /** @throws IllegalArgumentException when the expression is invalid or can never fire; the message says why */
    static CronFields parse(String expression) {
        String text = expression.strip();
        if (text.startsWith("@") && !NICKNAMES.containsKey(text)) {
            throw new IllegalArgumentException(
                    "no such nickname; the nicknames are @hourly, @daily, @weekly, @monthly and @yearly");
        }
        String fiveFields =
                FROM_SUNDAY.matcher(NICKNAMES.getOrDefault(text, text)).replaceAll("0-");
        Cron cron = parsed(fiveFields);
        long weekdays = field(cron, CronFieldName.DAY_OF_WEEK, 0, 7);
        CronFields fields = new CronFields(
                field(cron, CronFieldName.MINUTE, 0, 59),
                field(cron, CronFieldName.HOUR, 0, 23),
                field(cron, CronFieldName.DAY_OF_MONTH, 1, 31),
                field(cron, CronFieldName.MONTH, 1, 12),
                // Both 0 and 7 are Sunday.
                (weekdays | (weekdays >> 7)) & EVERY_DAY_OF_WEEK);
        if (!fields.canFire()) {
            throw new IllegalArgumentException("no month named has a day that is named");
        }
        return fields;
    }

    private static Cron parsed(String fiveFields) {
        if (!CHARACTERS.matcher(fiveFields).matches()) {
            throw new IllegalArgumentException("a field may hold only digits, letters and * , - /");
        }
        try {
            return new CronParser(UNIX).parse(fiveFields);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            // It stumbles over a part that is left out, as in "1-/".
            throw new IllegalArgumentException("a number, a range or a step is incomplete", e);
        }
    }

    boolean hasMonth(int month) {
        return has(months, month);
    }

    boolean hasDay(int dayOfMonth, int dayOfWeek) {
        boolean monthly = has(daysOfMonth, dayOfMonth);
        boolean weekly = has(daysOfWeek, dayOfWeek % 7);
        boolean bothRestricted = daysOfMonth != EVERY_DAY_OF_MONTH && daysOfWeek != EVERY_DAY_OF_WEEK;
        return bothRestricted ? (monthly || weekly) : (monthly && weekly);
    }

    /** The first hour of the set that is at least this; 64 when there is none. */
    int hourFrom(int hour) {
        return from(hours, hour);
    }

    /** The first minute of the set that is at least this; 64 when there is none. */
    int minuteFrom(int minute) {
        return from(minutes, minute);
    }

    private boolean canFire() {
        if (daysOfWeek != EVERY_DAY_OF_WEEK) {
            return true;
        }
        int firstDay = from(daysOfMonth, 1);
        for (Month month : Month.values()) {
            if (hasMonth(month.getValue()) && firstDay <= month.maxLength()) {
                return true;
            }
        }
        return false;
    }

    private static long field(Cron cron, CronFieldName name, int min, int max) {
        return set(cron.retrieve(name).getExpression(), min, max);
    }

    private static long set(FieldExpression expression, int min, int max) {
        if (expression instanceof Always) {
            return bits(min, max, 1);
        }
        if (expression instanceof On on) {
            int value = number(on.getTime());
            return bits(value, value, 1);
        }
        if (expression instanceof Between between) {
            return range(between, 1);
        }
        if (expression instanceof Every every) {
            return stepped(every, min, max);
        }
        if (expression instanceof And and) {
            long all = 0;
            for (FieldExpression part : and.getExpressions()) {
                all |= set(part, min, max);
            }
            return all;
        }
        throw new IllegalArgumentException("\"" + expression.asString() + "\" is not a list, range or step");
    }

    private static long stepped(Every every, int min, int max) {
        int step = number(every.getPeriod());
        if (step < 1) {
            throw new IllegalArgumentException("a step must be at least 1");
        }
        if (every.getExpression() instanceof Between between) {
            return range(between, step);
        }
        // A step from a single value runs to the field's end, as in "5/15".
        int start = every.getExpression() instanceof On on ? number(on.getTime()) : min;
        return bits(start, max, step);
    }

    private static long range(Between between, int step) {
        int from = number(between.getFrom());
        int to = number(between.getTo());
        // The library reads SUN as 7; at the start of a range it can only mean 0.
        if (from == 7 && to < 7 && "SUN".equalsIgnoreCase(between.getFrom().toString())) {
            from = 0;
        }
        if (from > to) {
            throw new IllegalArgumentException("the range " + between.asString() + " runs backwards");
        }
        return bits(from, to, step);
    }

    private static int number(FieldValue<?> value) {
        if (value.getValue() instanceof Integer number) {
            return number;
        }
        throw new IllegalArgumentException("\"" + value + "\" is not a number");
    }

    private static long bits(int from, int to, int step) {
        long set = 0;
        for (int value = from; value <= to; value += step) {
            set |= 1L << value;
        }
        return set;
    }

    private static boolean has(long set, int value) {
        return ((set >> value) & 1) == 1;
    }

    private static int from(long set, int value) {
        return value > 63 ? 64 : Long.numberOfTrailingZeros(set & (-1L << value));
    }
}
