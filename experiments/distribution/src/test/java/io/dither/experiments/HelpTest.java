package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.plugin.PluginCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    private static final int COLUMNS = 80;

    @TestFactory
    List<DynamicTest> theHelpOfEveryCommandMentionsEveryOption() {
        List<DynamicTest> tests = new ArrayList<>();
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        CommandLine dither = Dither.commandLine(List.of("run"), PluginCatalogue.discover(), nowhere);
        addTests(dither, List.of(), tests);
        return tests;
    }

    /** Sentences from their capital to their full stop, and placeholders in capitals. */
    private static void requireStyle(String name, ArgSpec argument) {
        String description = String.join(" ", argument.description());
        assertTrue(description.matches("(?s)[A-Z].*\\."), name + ": " + description);
        boolean isFlag = argument.arity().max() == 0;
        String label = argument.paramLabel();
        assertTrue(isFlag || label.matches("[A-Z][A-Z0-9=|.,\\[\\]x-]*"), name + " has the placeholder " + label);
    }

    /** A heading is shown above its first option: a group whose option was renamed has none. */
    @Test
    void manyOptionsHaveHeadings() {
        assertEquals(
                "History, Examples and features, Columns, Maps and traces, Loss and noise, Weights, Standard errors,"
                        + " Search, Persons who differ, Validation and running, In general",
                headings("learn"));
        assertEquals("Problem, Noise, Sampling, Results besides F_eps and y_eps, In general", headings("perturb"));
    }

    private static String headings(String command) {
        String help = Outcome.of(command, "--help").out();
        assertTrue(help.startsWith("Usage: dither " + command + " [OPTIONS]"), help);
        return help.lines()
                .filter(line -> line.matches("[A-Z][A-Za-z_ ]*:"))
                .map(line -> line.replace(":", ""))
                .collect(Collectors.joining(", "));
    }

    private static void addTests(CommandLine command, List<String> path, List<DynamicTest> tests) {
        List<String> args = new ArrayList<>(path);
        args.add("--help");
        tests.add(DynamicTest.dynamicTest("dither " + String.join(" ", args), () -> {
            Outcome outcome = Outcome.of(args.toArray(String[]::new));
            assertEquals(0, outcome.code(), outcome.toString());
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertTrue(
                        outcome.out().contains(option.longestName()),
                        "no " + option.longestName() + " in:\n" + outcome.out());
                requireStyle(option.longestName(), option);
            }
            command.getCommandSpec()
                    .positionalParameters()
                    .forEach(parameter -> requireStyle(parameter.paramLabel(), parameter));
            outcome.out()
                    .lines()
                    .forEach(line -> assertTrue(line.length() <= COLUMNS, line.length() + " columns: " + line));
            if (!command.getCommandName().equals("help")) {
                assertTrue(
                        outcome.out().contains("For example: dither "),
                        "add footer = {\"\", \"For example: dither ...\"} to @Command:\n" + outcome.out());
                String first = command.getCommandSpec().usageMessage().description()[0];
                assertTrue(first.endsWith("."), "what the list of commands says is cut: " + first);
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
