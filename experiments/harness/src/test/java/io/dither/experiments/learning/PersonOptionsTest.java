package io.dither.experiments.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PersonOptionsTest {
    @Command(name = "learn")
    private static final class Learn {
        @Mixin
        private final PersonOptions persons = PersonOptions.find();
    }

    @Test
    void withoutAModuleForPersonsThereAreNoOptions() {
        Learn learn = new Learn();
        CommandLine line = new CommandLine(learn);
        line.parseArgs();
        assertFalse(learn.persons.areGiven());
        assertEquals(0, line.getCommandSpec().options().size());
    }
}
