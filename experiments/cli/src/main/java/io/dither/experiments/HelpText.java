package io.dither.experiments;

import io.dither.error.UnknownNameException;
import io.dither.experiments.console.WrappedText;
import io.dither.experiments.launch.OptionGroup;
import io.dither.experiments.launch.Subcommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The help of a command: what it is for, examples, and its options in groups, at most 100 columns wide. An option says what it does in
 * the first line of its description; further lines are details.
 *
 * @param detail {@link #USUAL} for the options that most users need, {@link #ALL} for all options with their details, or the topic of one
 *     group of options
 */
record HelpText(String detail) {
    /** The detail that shows the options that most users need. */
    static final String USUAL = "";
    /** The detail that shows all options with their details. */
    static final String ALL = "all";

    /** A longer name stands in a line of its own, above its description. */
    private static final int WIDEST_NAME = 30;

    /** The start of a line of the footer that is an example. */
    private static final String EXAMPLE = "dither ";

    /** Returns the topics of the groups of a command's options, in their order. */
    static List<String> topics(CommandLine command) {
        return groups(command).stream().map(OptionGroup::topic).toList();
    }

    /**
     * Returns the requested help.
     *
     * @param command the command
     * @param word what follows {@code --help}: nothing, {@code all}, a topic, or the name of a subcommand
     * @throws UnknownNameException if it is none of these
     */
    static String of(CommandLine command, String word) {
        CommandLine subcommand = command.getSubcommands().get(word);
        if (subcommand != null) {
            return new HelpText(USUAL).of(subcommand);
        }
        List<String> topics = topics(command);
        if (!word.equals(USUAL) && !word.equals(ALL) && !topics.contains(word)) {
            List<String> words = new ArrayList<>(topics);
            words.add(ALL);
            words.addAll(command.getSubcommands().keySet());
            throw new UnknownNameException("help on", word, words, "Maybe one of these");
        }
        return new HelpText(word).of(command);
    }

    /** Returns the help of a command, with line ends. */
    String of(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        StringBuilder text = new StringBuilder();
        boolean isTopic = topics(command).contains(detail);
        if (!isTopic) {
            text.append(WrappedText.of("", usage(spec), 7)); // further lines start after "Usage: "
            Stream.of(spec.usageMessage().description())
                    .forEach(line -> text.append(WrappedText.of("", plain(line), 0)));
            text.append(examples(spec));
        }
        List<Row> rows = new ArrayList<>(); // of all lists below: their names have one common width
        if (!isTopic) {
            spec.positionalParameters().forEach(parameter -> rows.add(row(parameter)));
        }
        Map<String, List<Row>> shown = options(command);
        shown.values().forEach(rows::addAll);
        int width = rows.stream()
                .mapToInt(row -> row.name.length())
                .filter(length -> length <= WIDEST_NAME)
                .max()
                .orElse(0);
        if (!isTopic && !spec.positionalParameters().isEmpty()) {
            text.append('\n');
            spec.positionalParameters()
                    .forEach(parameter -> text.append(row(parameter).text(width)));
        }
        shown.forEach((title, options) -> {
            text.append(isTopic ? "" : "\n").append(title).append(":\n");
            options.forEach(option -> text.append(option.text(width)));
        });
        if (!isTopic) {
            text.append(commands(command)).append(notes(spec)).append(hint(command));
        }
        return text.toString();
    }

    private static List<OptionGroup> groups(CommandLine command) {
        return command.getCommand() instanceof Subcommand subcommand ? subcommand.optionGroups() : List.of();
    }

    /** Returns the options to show, by the titles of their groups; options of no group come last. */
    private Map<String, List<Row>> options(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        Set<OptionSpec> ungrouped = new LinkedHashSet<>(spec.options());
        Map<String, List<Row>> shown = new LinkedHashMap<>();
        for (OptionGroup group : groups(command)) {
            boolean isWhole = detail.equals(ALL) || detail.equals(group.topic());
            List<Row> options = (isWhole ? group.options() : group.usual())
                    .stream()
                            .map(spec::findOption)
                            .filter(Objects::nonNull)
                            .map(this::row)
                            .toList();
            if (!options.isEmpty() && (isWhole || detail.equals(USUAL))) {
                shown.put(group.title(), options);
            }
            group.options().forEach(name -> ungrouped.remove(spec.findOption(name)));
        }
        if (!ungrouped.isEmpty() && (detail.equals(USUAL) || detail.equals(ALL))) {
            shown.put(
                    shown.isEmpty() ? "Options" : "General",
                    ungrouped.stream().map(this::row).toList());
        }
        return shown;
    }

    private String usage(CommandSpec spec) {
        List<String> words = new ArrayList<>(List.of("Usage:", spec.qualifiedName()));
        spec.positionalParameters()
                .forEach(parameter ->
                        words.add(parameter.required() ? parameter.paramLabel() : "[" + parameter.paramLabel() + "]"));
        spec.options().stream().filter(OptionSpec::required).forEach(option -> words.add(name(option)));
        words.add("[OPTIONS]");
        if (!spec.subcommands().isEmpty()) {
            words.add(spec.usageMessage().synopsisSubcommandLabel());
        }
        return String.join(" ", words);
    }

    /** Returns the lines of the footer that are commands, under a heading; a command may contain line breaks. */
    private static String examples(CommandSpec spec) {
        String examples = Stream.of(spec.usageMessage().footer())
                .filter(line -> line.startsWith(EXAMPLE))
                .flatMap(example -> plain(example).lines().map(line -> "  " + line + "\n"))
                .collect(Collectors.joining());
        return examples.isEmpty() ? "" : "\nFor example:\n" + examples;
    }

    /** Returns the lines of the footer that are not commands. */
    private static String notes(CommandSpec spec) {
        String notes = Stream.of(spec.usageMessage().footer())
                .filter(line -> !line.startsWith(EXAMPLE))
                .map(line -> WrappedText.of("", plain(line), 0))
                .collect(Collectors.joining());
        return notes.isEmpty() ? "" : "\n" + notes;
    }

    private String commands(CommandLine command) {
        Map<String, CommandLine> subcommands = command.getSubcommands();
        int width = subcommands.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder(subcommands.isEmpty() ? "" : "\n");
        Dither.commandGroups(command).forEach((title, names) -> {
            text.append(title).append(":\n");
            names.forEach(name -> text.append(new Row(
                            name,
                            plain(Objects.requireNonNull(subcommands.get(name))
                                    .getCommandSpec()
                                    .usageMessage()
                                    .description()[0]))
                    .text(width)));
        });
        return text.toString();
    }

    /** Returns a line with the command that shows the options left out here; empty if all options are shown. */
    private String hint(CommandLine command) {
        if (!detail.equals(USUAL) || new HelpText(ALL).options(command).equals(options(command))) {
            return "";
        }
        String help = command.getCommandSpec().qualifiedName() + " --help ";
        boolean hasSpecialOptions =
                groups(command).stream().anyMatch(group -> !group.special().isEmpty());
        return "\n"
                + WrappedText.of(
                        "",
                        (hasSpecialOptions ? "All options: " + help + "all; one topic: " : "Details: ")
                                + help
                                + (hasSpecialOptions ? String.join("|", topics(command)) : ALL),
                        0);
    }

    private Row row(OptionSpec option) {
        return new Row(name(option), description(option));
    }

    private Row row(PositionalParamSpec parameter) {
        return new Row(parameter.paramLabel(), description(parameter));
    }

    private String name(OptionSpec option) {
        boolean isShort = option.names()[0].length() == 2; // such as -h: then all names are shown
        String names = isShort || !detail.equals(USUAL) ? String.join(", ", option.names()) : option.names()[0];
        if (option.negatable()) {
            names = "--[no-]" + option.longestName().substring(2);
        }
        return names + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
    }

    private String description(ArgSpec argument) {
        String[] lines = argument.description();
        if (lines.length < 2 || detail.equals(USUAL)) {
            return plain(lines.length == 0 ? "" : lines[0]);
        }
        String details = String.join(" ", List.of(lines).subList(1, lines.length));
        // if the details state the default too, they state it in full: the short statement is dropped
        String first = details.contains("Default: ") ? lines[0].replaceFirst(" Default: .*", "") : lines[0];
        return plain(first + " " + details);
    }

    /** Resolves the escapes of picocli's format strings. */
    private static String plain(String text) {
        return text.replace("%%", "%").replace("%n", "\n");
    }

    /** An option, an argument or a command with what it does. */
    private record Row(String name, String description) {
        /** Returns the lines of this row; {@code width} is the width of the column of names. */
        String text(int width) {
            // two spaces before the name, and two after it; further lines of a description are indented by two more
            int indent = width + 4;
            String label = "  " + name;
            return name.length() <= width
                    ? WrappedText.of(label + " ".repeat(indent - label.length()), description, indent + 2)
                    : label + "\n" + WrappedText.of(" ".repeat(indent), description, indent + 2);
        }
    }
}
