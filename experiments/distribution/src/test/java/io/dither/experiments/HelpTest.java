package io.dither.experiments;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.launch.OptionGroup;
import io.dither.experiments.launch.OptionRule;
import io.dither.experiments.launch.Subcommand;
import io.dither.plugin.PluginCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    private static final int LINES = 50;
    private static final int COLUMNS = 100;
    private static final List<String> TOPICS =
            List.of("data", "model", "noise", "errors", "persons", "maps", "running");

    @TestFactory
    List<DynamicTest> theHelpOfEveryCommandFitsOnAScreen() {
        List<DynamicTest> tests = new ArrayList<>();
        addTests(commands(), List.of(), tests);
        return tests;
    }

    private static CommandLine commands() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return Dither.commandLine(List.of("completion"), PluginCatalogue.discover(), nowhere);
    }

    private static void addTests(CommandLine command, List<String> path, List<DynamicTest> tests) {
        tests.add(DynamicTest.dynamicTest("dither " + String.join(" ", path), () -> {
            requireUsualHelp(command, shown(path, "--help"));
            requireWholeHelp(command, shown(path, "--help", "all"));
        }));
        command.getSubcommands().forEach((name, below) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            addTests(below, longer, tests);
        });
    }

    private static String shown(List<String> path, String... more) {
        List<String> arguments = new ArrayList<>(path);
        arguments.addAll(List.of(more));
        Outcome outcome = Outcome.of(arguments.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome.toString());
        outcome.out()
                .lines()
                .forEach(line -> assertTrue(line.length() <= COLUMNS, line.length() + " columns: " + line));
        return outcome.out();
    }

    /** On one screen: what the command is for, three examples, the usual options. */
    private static void requireUsualHelp(CommandLine command, String help) {
        long lines = help.lines().count();
        assertTrue(lines <= LINES, lines + " lines: " + help);
        String first = command.getCommandSpec().usageMessage().description()[0];
        assertTrue(first.endsWith("."), "what the list of commands says is cut: " + first);
        long examples =
                help.lines().filter(line -> line.startsWith("  dither ")).count();
        boolean isExperiment = command.getCommandSpec().qualifiedName().startsWith("dither run ");
        assertTrue(
                examples >= (isExperiment ? 1 : 3),
                examples + " examples; add footer = {\"dither ...\"} to @Command: " + help);
        assertTrue(help.contains("\nFor example:\n"), help);
        assertTrue(help.contains("--help"), help);
        command.getSubcommands().keySet().forEach(name -> assertTrue(help.contains("\n  " + name + " "), name));
    }

    private static void requireWholeHelp(CommandLine command, String help) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            String name = option.negatable() ? "--[no-]" + option.longestName().substring(2) : option.longestName();
            assertTrue(help.contains(name), name + ": " + help);
            requireStyle(option.longestName(), option);
        }
        command.getCommandSpec()
                .positionalParameters()
                .forEach(parameter -> requireStyle(parameter.paramLabel(), parameter));
        assertTrue(command.getCommandSpec().findOption("--stacktrace") != null, "no stack trace");
    }

    /** Sentences from their capital to their full stop, and placeholders in capitals. */
    private static void requireStyle(String name, ArgSpec argument) {
        for (String line : argument.description()) {
            assertTrue(line.matches("(?s)[A-Za-z{'].*\\."), name + ": " + line);
        }
        boolean isFlag = argument.arity().max() == 0;
        String label = argument.paramLabel();
        assertTrue(isFlag || label.matches("[A-Z][A-Z0-9=|.,\\[\\]x-]*"), name + " has the placeholder " + label);
    }

    @Test
    void everyOptionOfLearnStandsUnderOneTopic() {
        CommandLine learn = requireNonNull(commands().getSubcommands().get("learn"));
        Map<OptionSpec, Integer> groups = new LinkedHashMap<>();
        learn.getCommandSpec().options().forEach(option -> groups.put(option, 0));
        for (OptionGroup group : learn.<Subcommand>getCommand().optionGroups()) {
            for (String name : group.options()) {
                OptionSpec option = requireNonNull(learn.getCommandSpec().findOption(name), name);
                groups.merge(option, 1, Integer::sum);
            }
        }
        groups.forEach((option, count) ->
                assertEquals(1, count, "add " + option.longestName() + " to one group of LearnTopics"));
        assertEquals(TOPICS, HelpText.topics(learn));
    }

    @Test
    void helpOnATopicShowsItsOptionsAlone() {
        String noise = shown(List.of("help", "noise"));
        assertEquals(noise, shown(List.of("learn", "--help", "noise")));
        assertEquals(noise, shown(List.of("help", "learn", "noise")));
        assertTrue(noise.startsWith("Noise and loss:\n  --loss LOSS "), noise);
        assertTrue(noise.contains("\n  --early-stopping SHARE "), noise);
        assertFalse(noise.contains("--data"), noise);
        assertEquals(shown(List.of("predict"), "--help"), shown(List.of("help", "predict")));
        assertEquals(shown(List.of("predict"), "--help"), shown(List.of("--help", "predict")));
        assertEquals(shown(List.of("check-gradients"), "--help"), shown(List.of("--help", "check-gradients")));
    }

    @Test
    void aWrongTopicIsNamedBesideTheNearestOne() {
        Outcome outcome = Outcome.of("help", "nois");
        assertEquals(2, outcome.code(), outcome.toString());
        assertTrue(outcome.err().contains("there is no command or topic 'nois'"), outcome.err());
        assertTrue(outcome.err().contains("Maybe 'noise'"), outcome.err());
        Outcome option = Outcome.of("learn", "--help", "nois");
        assertEquals(2, option.code(), option.toString());
        assertTrue(option.err().contains("Maybe 'noise'"), option.err());
    }

    @Test
    void listsFitOnAScreenToo() {
        for (String list : List.of("oracles", "noises", "layers", "losses", "cost-models")) {
            String text = shown(List.of(list));
            assertFalse(text.contains("PROVIDER"), text);
            assertTrue(Outcome.of(list, "--verbose").out().contains("PROVIDER"), list);
        }
    }

    @Test
    void completionKnowsCommandsAndOptions() {
        String script = Outcome.of("completion").out();
        assertTrue(script.contains("function _picocli_dither_learn()"), "learn is missing");
        assertTrue(script.contains("'--holdout'"), "--holdout is missing");
        assertTrue(script.contains("function _picocli_dither_run_coverage()"), "experiments are missing");
    }

    /** For each pair of options either no rule is broken, or its message names what is wrong. */
    @Test
    void eachPairOfOptionsIsAllowedOrHasARule() {
        CommandLine dither = commands();
        for (String name : List.of("learn", "perturb")) {
            CommandLine command = requireNonNull(dither.getSubcommands().get(name));
            List<OptionRule> rules = command.<Subcommand>getCommand().optionRules();
            for (OptionRule rule : rules) {
                assertTrue(command.getCommandSpec().findOption(rule.option()) != null, rule.option());
                rule.others()
                        .forEach(other -> assertTrue(command.getCommandSpec().findOption(other) != null, other));
            }
            List<OptionSpec> options = command.getCommandSpec().options();
            int refused = 0;
            for (OptionSpec left : options) {
                for (OptionSpec right : options) {
                    Set<String> given = new HashSet<>(List.of(left.names()));
                    given.addAll(List.of(right.names()));
                    try {
                        OptionRule.check(rules, given::contains);
                    } catch (InvalidArgumentException broken) {
                        refused++;
                        String message = broken.getMessage();
                        assertTrue(given.stream().anyMatch(message::contains), message);
                        assertTrue(message.contains(": ") && message.contains(". Maybe "), message);
                    }
                }
            }
            assertTrue(refused > 0 && refused < options.size() * options.size() / 2, refused + " of " + name);
        }
    }
}
