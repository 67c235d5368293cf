package io.dither.data.habits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.internal.Json;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HabitTest {
    private static final double EPS = 1e-12;

    private static Occasion among(String... names) {
        return new Occasion("", List.of(names).stream().map(any -> "").toList(), List.of(names));
    }

    private static Occasion arcs(String category, String... arcs) {
        return new Occasion(
                category,
                List.of(arcs).stream().map(arc -> arc.substring(0, 1)).collect(Collectors.toList()),
                List.of(arcs));
    }

    private static double[] logs(double... shares) {
        double[] logs = shares.clone();
        for (int i = 0; i < logs.length; i++) {
            logs[i] = -Math.log(logs[i]);
        }
        return logs;
    }

    @Test
    void withoutPastAllRivalsAreAlike() {
        Habit habit = Habit.of(0.5, 0.1);
        assertArrayEquals(logs(0.25, 0.25, 0.25, 0.25), habit.feature(among("a", "b", "c", "d")), EPS);
        assertArrayEquals(logs(0.5, 0.5, 1), habit.feature(arcs("", "ab", "ac", "ba")), EPS);
    }

    @Test
    void aFeatureKnowsTheDecisionsCountedAndNoOther() {
        Habit habit = Habit.of(0.5, 1);
        habit.count(among("a", "b"), 1, 0);
        habit.count(among("a", "b"), 0, 1);
        habit.count(among("a", "b"), 0, 1);
        // a: 1 -> 0.25, b: 1 -> 0.5 + 1
        assertArrayEquals(logs(1.25 / 3.75, 2.5 / 3.75), habit.feature(among("a", "b")), EPS);
        assertArrayEquals(logs(2.5 / 4.75, 1.25 / 4.75, 1 / 4.75), habit.feature(among("b", "a", "c")), EPS);
    }

    @Test
    void anExampleThatChoseNoRivalAgesNothing() {
        Habit habit = Habit.of(0.5, 1);
        Habit offered = Habit.of(0.5, 1).decayingIfOffered();
        for (Habit one : List.of(habit, offered)) {
            one.count(arcs("", "ab", "ac", "ba"), 1, 0, 1);
            one.count(arcs("", "ac", "bc"), 1, 1); // no ab to choose
            one.count(arcs("", "ab", "ac", "ba"), 0, 0, 1); // nobody left a
        }
        assertArrayEquals(logs(1.5 / 3.5, 2 / 3.5, 1), habit.feature(arcs("", "ab", "ac", "ba")), EPS);
        assertArrayEquals(logs(2 / 4.0, 2 / 4.0, 1), offered.feature(arcs("", "ab", "ac", "ba")), EPS);
    }

    @Test
    void aDecayOfZeroKeepsOnlyTheLastDecision() {
        for (Habit habit : List.of(Habit.of(0, 1), Habit.of(0, 1).decayingIfOffered())) {
            habit.count(among("a", "b"), 1, 0);
            habit.count(among("a", "b"), 0, 1);
            assertArrayEquals(logs(1 / 3.0, 2 / 3.0), habit.feature(among("a", "b")), EPS);
        }
    }

    @Test
    void categoriesCountApart() {
        Habit habit = Habit.of(1, 0.5);
        habit.count(arcs("monday", "ab", "ac"), 1, 0);
        habit.count(arcs("tuesday", "ab", "ac"), 0, 1);
        assertArrayEquals(logs(0.75, 0.25), habit.feature(arcs("monday", "ab", "ac")), EPS);
        assertArrayEquals(logs(0.25, 0.75), habit.feature(arcs("tuesday", "ab", "ac")), EPS);
        assertArrayEquals(logs(0.5, 0.5), habit.feature(arcs("sunday", "ab", "ac")), EPS);
    }

    @Test
    void countsTravelAsJson() throws JsonProcessingException {
        Habit habit = Habit.of(0.3, 0.1);
        habit.count(arcs("monday", "ab", "ac"), 1, 0);
        habit.count(arcs("monday", "ab", "ac"), 0, 2);
        Habit read = Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(habit), Habit.class);
        assertArrayEquals(habit.feature(arcs("monday", "ab", "ac")), read.feature(arcs("monday", "ab", "ac")), 0);
        read.count(arcs("monday", "ab", "ac"), 1, 0);
    }

    @Test
    void refusesWhatIsNoChoice() {
        Habit habit = Habit.of(0.5, 1);
        assertThrows(InvalidArgumentException.class, () -> Habit.of(1.1, 1));
        assertThrows(InvalidArgumentException.class, () -> Habit.of(0.5, 0));
        assertThrows(InvalidArgumentException.class, () -> new Occasion("", List.of(), List.of("a")));
        assertThrows(InvalidArgumentException.class, () -> habit.count(among("a", "b"), 1));
        String message = assertThrows(InvalidArgumentException.class, () -> habit.count(among("a", "b"), -1, 0))
                .getMessage();
        assertTrue(String.valueOf(message).contains("-1"), message);
        assertEquals(Math.log(2), habit.feature(among("a", "b"))[0], EPS, "what was refused is not counted");
    }
}
