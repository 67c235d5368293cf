package io.dither.experiments.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void isTheNameWithTheFewestWrongLettersIfTheyAreFew() {
        List<String> names = List.of("learn", "run", "rerun", "fit");
        assertEquals(Optional.of("learn"), Nearest.to("leran", names));
        assertEquals(Optional.of("rerun"), Nearest.to("rerunn", names));
        assertEquals(Optional.empty(), Nearest.to("optimise", names));
    }

    @Test
    void isNamedForEveryKindOfWord() {
        assertSuggests("perturb", "pertrub");
        assertSuggests("--samples", "perturb", "--oracle", "sign:n=1", "--theta", "1", "--sample", "3");
        assertSuggests("--oracle", "perturb", "--oracel", "sign:n=1", "--theta", "1");
        assertSuggests("ranking", "perturb", "--oracle", "rankin:n=2", "--theta", "1,2");
        assertSuggests("gaussian", "perturb", "--oracle", "sign:n=1", "--theta", "1", "--noise", "gausian");
        assertSuggests("spo-plus", "losses", "spo-puls");
    }

    private static void assertSuggests(String name, String... arguments) {
        Outcome outcome = Outcome.of(arguments);
        assertEquals(2, outcome.code(), outcome.toString());
        assertTrue(outcome.err().replace("'", "").contains("Maybe " + name), outcome.err());
    }
}
