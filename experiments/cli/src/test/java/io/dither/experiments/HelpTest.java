package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    @TestFactory
    List<DynamicTest> theHelpOfEveryCommandMentionsEveryOption() {
        List<DynamicTest> tests = new ArrayList<>();
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        CommandLine dither =
                Dither.commandLine(List.of("run"), nowhere, nowhere, new Failures(nowhere, false), () -> {});
        addTests(dither, List.of(), tests);
        return tests;
    }

    private static void addTests(CommandLine command, List<String> path, List<DynamicTest> tests) {
        List<String> args = new ArrayList<>(path);
        args.add("--help");
        tests.add(DynamicTest.dynamicTest("dither " + String.join(" ", args), () -> {
            Outcome outcome = Outcome.of(args.toArray(String[]::new));
            assertEquals(0, outcome.code(), outcome.toString());
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertTrue(outcome.out().contains(option.longestName()), outcome.out());
                assertTrue(option.description().length > 0, option.longestName() + " has no description");
            }
            assertTrue(command.getCommandSpec().findOption("--help") != null, "no help");
            assertTrue(command.getCommandSpec().findOption("--stacktrace") != null, "no stack trace");
            command.getSubcommands()
                    .keySet()
                    .forEach(name -> assertTrue(outcome.out().contains(name), name));
        }));
        command.getSubcommands().forEach((name, sub) -> {
            List<String> below = new ArrayList<>(path);
            below.add(name);
            addTests(sub, below, tests);
        });
    }
}
