package io.dither.experiments.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
