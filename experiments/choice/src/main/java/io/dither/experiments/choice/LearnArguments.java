package io.dither.experiments.choice;

import io.dither.error.Arguments;
import io.dither.experiments.launch.CommonOptions;
import io.dither.experiments.launch.Subcommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of {@code dither learn} that fits a choice model: the options that {@code dither choice} passes on, and those that it fills in. */
final class LearnArguments {
    private static final String LEARN = "learn";
    private static final String DATA = "--data";

    /** The options of {@code dither choice}. */
    private final CommandSpec command;
    /** The options of {@code dither learn}. */
    private final CommandSpec learn;
    /** The values of each option, in the order of the options; an empty list for an option without a value. */
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private LearnArguments(CommandSpec command, CommandSpec learn) {
        this.command = command;
        this.learn = learn;
    }

    /**
     * Reads the arguments that are not options of {@code dither choice} itself.
     *
     * @param command the options of {@code dither choice}
     * @param arguments options of {@code dither learn}, and the place of the data
     */
    static LearnArguments of(CommandSpec command, List<String> arguments) {
        LearnArguments parsed = new LearnArguments(command, learn());
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!argument.startsWith("-")) {
                Arguments.require(
                        parsed.values.put(DATA, List.of(argument)) == null,
                        "'" + argument + "' is a second place of data",
                        "Maybe an option is missing before it");
                continue;
            }
            OptionSpec option = parsed.learn.findOption(name);
            if (option == null) {
                throw new UnmatchedArgumentException(command.commandLine(), List.of(argument));
            }
            List<String> optionValues = parsed.values.computeIfAbsent(option.longestName(), key -> new ArrayList<>());
            if (equals >= 0) {
                optionValues.add(argument.substring(equals + 1));
            } else if (option.arity().max() > 0 && i + 1 < arguments.size()) {
                optionValues.add(arguments.get(++i));
            }
        }
        return parsed;
    }

    /**
     * Returns the options of {@code dither learn}; its annotation identifies it, so that no other command is created.
     */
    private static CommandSpec learn() {
        return ServiceLoader.load(Subcommand.class, LearnArguments.class.getClassLoader()).stream()
                .filter(provider -> LEARN.equals(
                        provider.type().getAnnotation(Command.class).name()))
                .map(provider -> new CommandLine(provider.get()).getCommandSpec())
                .findFirst()
                .orElseThrow();
    }

    /** Returns the first value of an option, or an empty text if it has none; empty if the option is not given. */
    Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option)).map(texts -> texts.isEmpty() ? "" : texts.get(0));
    }

    /** Fills in an option that {@code dither choice} decides; refuses it on the command line. */
    void fill(String option, String value) {
        Arguments.require(
                !values.containsKey(option),
                option + " = " + value(option).orElse("") + " is given, but 'dither choice' fills it in: " + value,
                "Maybe leave it out");
        values.put(option, List.of(value));
    }

    /** Fills in an option unless it is given. */
    void fillIfAbsent(String option, String value) {
        values.putIfAbsent(option, List.of(value));
    }

    /** Returns the command line of {@code dither learn}, with the common options given to {@code dither choice}. */
    List<String> commandLine(boolean isJson) {
        List<String> words = new ArrayList<>(List.of(LEARN));
        CommonOptions common =
                CommonOptions.of(command.root().commandLine().getParseResult().originalArgs());
        common.plugins().ifPresent(folder -> words.addAll(List.of("--plugins", folder.toString())));
        if (common.hasStackTrace()) {
            words.add("--stacktrace");
        }
        if (isJson) {
            words.add("--json");
        }
        values.forEach((option, optionValues) -> {
            optionValues.forEach(value -> words.add(option + "=" + value));
            if (optionValues.isEmpty()) {
                words.add(option);
            }
        });
        return words;
    }
}
