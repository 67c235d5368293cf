package io.dither.experiments.study;

import static java.util.Objects.requireNonNull;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.RegularFile;
import io.dither.experiments.console.Nearest;
import io.dither.experiments.launch.OptionGroup;
import io.dither.experiments.launch.OptionRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tomlj.MutableTomlTable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlComment;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A study file: the options of a command as TOML. A section, such as {@code [noise]}, holds the options of one topic; a key is the name
 * of an option without its dashes. Changes keep comments and the order of lines. Paths are relative to the folder in which the command runs,
 * as on the command line.
 */
public final class StudyFile {
    /** Options that a study file cannot have, because they concern a single call of the command. */
    private static final Set<String> NOT_IN_FILES = Set.of(
            "--help", "--json", "--plugins", "--stacktrace", "--resume", "--write-example", "--set", "--print-study");

    /** Keys that are read but not written, because their values are for one run or machine. */
    private static final Set<String> NOT_WRITTEN = Set.of("out", "threads", "master");

    private static final String BY_DEFAULT = "by default: ";

    private final String source;
    private final MutableTomlTable table;
    private final CommandSpec command;
    /** The section of each key. */
    private final Map<String, String> sectionByKey = new LinkedHashMap<>();

    private StudyFile(String source, MutableTomlTable table, CommandSpec command, List<OptionGroup> groups) {
        this.source = source;
        this.table = table;
        this.command = command;
        for (OptionGroup group : groups) {
            group.options().stream()
                    .filter(name ->
                            !NOT_IN_FILES.contains(name) && command.optionsMap().containsKey(name))
                    .forEach(name -> sectionByKey.put(name.substring(2), group.topic()));
        }
    }

    /**
     * {@return a study without options}
     *
     * @param command the command that has the options
     * @param groups the groups of its options, which are the sections
     */
    public static StudyFile empty(CommandSpec command, List<OptionGroup> groups) {
        return new StudyFile("the study", MutableTomlTable.create(), command, groups);
    }

    /**
     * Reads a study file.
     *
     * @param file the file
     * @param command the command that has the options
     * @param groups the groups of its options, which are the sections
     * @return the study
     * @throws DataException if it cannot be read, is not TOML, has a key twice, has a key that is not an option, or has
     *     a value that is not of the type of its option
     */
    public static StudyFile read(Path file, CommandSpec command, List<OptionGroup> groups) {
        if (!Files.exists(file)) {
            throw new DataException(file.toString(), 0, "the study file does not exist. Maybe the path is wrong");
        }
        try {
            return parse(file.toString(), Files.readString(RegularFile.require(file)), command, groups);
        } catch (IOException unreadable) {
            throw new DataException(file.toString(), 0, "cannot be read. Maybe it is not text in UTF-8", unreadable);
        }
    }

    /**
     * Reads the text of a study file.
     *
     * @param source its name, for messages
     * @param text the text
     * @param command the command that has the options
     * @param groups the groups of its options, which are the sections
     * @return the study
     * @throws DataException as {@link #read} throws it
     */
    public static StudyFile parse(String source, String text, CommandSpec command, List<OptionGroup> groups) {
        TomlParseResult table = Toml.parse(text);
        for (TomlParseError error : table.errors()) {
            String problem = requireNonNull(error.getMessage()); // tomlj: "previously defined" for a repeated key
            throw new DataException(
                    source,
                    error.position().line(),
                    problem.contains("previously defined")
                            ? problem + ". Maybe remove one of them"
                            : "this is not TOML: " + problem
                                    + ". Maybe write name = 1, name = \"text\" or name = [\"a\", \"b\"]");
        }
        StudyFile study = new StudyFile(source, table, command, groups);
        study.check();
        return study;
    }

    /** Refuses sections and keys that do not exist, and values of a wrong type. */
    private void check() {
        for (String section : table.keySet()) { // or, by mistake, a key outside all sections
            int line = line(List.of(section));
            if (!(table.get(List.of(section)) instanceof TomlTable keys)) {
                String rightSection = sectionByKey.get(section);
                throw new DataException(
                        source,
                        line,
                        rightSection == null
                                ? noSuch("option", section, sectionByKey.keySet())
                                : "'" + section + "' is in no section. Maybe move it below [" + rightSection + "]");
            }
            if (!sectionByKey.containsValue(section)) {
                throw new DataException(source, line, noSuch("section", section, Set.copyOf(sectionByKey.values())));
            }
            keys.keySet().forEach(key -> checkKey(section, key));
        }
    }

    private void checkKey(String section, String key) {
        List<String> path = List.of(section, key);
        String rightSection = sectionByKey.get(key);
        if (rightSection == null) {
            throw new DataException(source, line(path), noSuch("option", key, sectionByKey.keySet()));
        }
        if (!rightSection.equals(section)) {
            throw new DataException(
                    source,
                    line(path),
                    "'" + key + "' belongs to [" + rightSection + "], not to [" + section + "]. Maybe move it");
        }
        try {
            arguments(key, requireNonNull(table.get(path)));
        } catch (InvalidArgumentException wrong) {
            throw new DataException(source, line(path), requireNonNull(wrong.getMessage()));
        }
    }

    private int line(List<String> path) {
        var position = table.inputPositionOf(path);
        return position == null ? 0 : position.line();
    }

    /**
     * Returns a message about an unknown name. If the name is an alias of an option, the message suggests the key of this option; otherwise,
     * it suggests the most similar name.
     */
    private String noSuch(String kind, String name, Set<String> names) {
        OptionSpec alias = command.findOption("--" + name);
        return "there is no " + kind + " '" + name + "'. "
                + (alias == null ? Optional.<String>empty() : key(alias))
                        .or(() -> Nearest.to(name, names))
                        .map(near -> "Maybe '" + near + "'")
                        .orElseGet(
                                () -> "Maybe one of " + names.stream().sorted().collect(Collectors.joining(", ")));
    }

    private OptionSpec option(String key) {
        return requireNonNull(command.optionsMap().get("--" + key), key);
    }

    /** Returns the key of an option, whichever of its names is given. */
    private Optional<String> key(OptionSpec option) {
        return sectionByKey.keySet().stream()
                .filter(key -> option(key).equals(option))
                .findFirst();
    }

    /** Returns the values of a key as arguments, such as {@code --samples=20}; none for a flag that is off. */
    private List<String> arguments(String key, Object value) {
        OptionSpec option = option(key);
        List<Object> values = value instanceof TomlArray array ? array.toList() : List.of(value);
        if (value instanceof TomlArray && !option.isMultiValue()) {
            throw new InvalidArgumentException(
                    key + " has " + values.size() + " values", "Maybe write one, without brackets");
        }
        if (option.arity().max() == 0) {
            if (!(value instanceof Boolean isOn)) {
                throw new InvalidArgumentException(
                        key + " = '" + value + "' is neither true nor false", "Maybe " + key + " = true");
            }
            return isOn ? List.of("--" + key) : List.of();
        }
        List<String> arguments = new ArrayList<>();
        values.forEach(element -> arguments.add("--" + key + "=" + StudyValue.text(option, key, element)));
        return arguments;
    }

    /**
     * Returns the options whose value in the study is not their default. An option at its default is left out, so that it
     * counts as not given for the rules on which options go together.
     *
     * @param except names of options to leave out, with their dashes
     * @return the arguments, such as {@code --samples=20}, in the order of the sections
     */
    public List<String> arguments(Set<String> except) {
        List<String> arguments = new ArrayList<>();
        sectionByKey.forEach((key, section) -> {
            Object value = table.get(List.of(section, key));
            boolean isLeftOut = List.of(option(key).names()).stream().anyMatch(except::contains);
            if (value != null && !isLeftOut && !isDefault(key, value)) {
                arguments.addAll(arguments(key, value));
            }
        });
        return arguments;
    }

    private boolean isDefault(String key, Object value) {
        List<String> texts = StudyValue.defaultTexts(option(key));
        return !texts.isEmpty() && arguments(key, value).equals(arguments(key, StudyValue.toml(option(key), texts)));
    }

    /**
     * Changes one option.
     *
     * @param assignment the name of the option, with or without its dashes, = and the value; nothing after = removes it
     * @throws InvalidArgumentException if there is no such option, or the value is not of its type
     */
    public void set(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            throw new InvalidArgumentException(
                    "--set = '" + assignment + "' has no '='", "Maybe write --set " + assignment + "=1");
        }
        String key = assignment.substring(0, equals).strip().replaceFirst("^--", "");
        String value = assignment.substring(equals + 1).strip();
        String section = sectionByKey.get(key);
        if (section == null) {
            // the message without its advice, and then the advice
            throw new InvalidArgumentException(
                    "--set: " + noSuch("option", key, sectionByKey.keySet()).replaceFirst("\\. Maybe .*", ""),
                    noSuch("option", key, sectionByKey.keySet()).replaceFirst(".*\\. Maybe ", "Maybe "));
        }
        if (value.isEmpty()) {
            table.remove(List.of(section, key));
        } else {
            set(key, StudyValue.split(option(key), value));
        }
    }

    /**
     * Sets an option as on a command line, unless the study has this value already. Options of one run, such as its folder, are left out.
     *
     * @param option the option, with its values
     */
    public void set(OptionSpec option) {
        key(option)
                .filter(key -> !NOT_WRITTEN.contains(key))
                .ifPresent(key -> set(key, StudyValue.toml(option, option.stringValues())));
    }

    /**
     * Sets an option.
     *
     * @param key its name, without dashes
     * @param values its values, as on a command line
     */
    public void set(String key, List<String> values) {
        set(key, StudyValue.toml(option(key), values));
    }

    /**
     * Adds a comment after what the study holds so far.
     *
     * @param text the comment, on one line
     */
    public void note(String text) {
        table.addComment(text);
    }

    private void set(String key, Object value) {
        List<String> path = path(key);
        Object oldValue = table.get(path);
        if (oldValue == null || !arguments(key, oldValue).equals(arguments(key, value))) {
            table.getOrCreateTable(path.subList(0, 1)).set(key, value);
        }
    }

    private List<String> path(String key) {
        return List.of(requireNonNull(sectionByKey.get(key), key), key);
    }

    /**
     * Adds the options that are not set, so that the study is complete. An option with a default becomes a key. It becomes a comment if its
     * default depends on the data, or if the rules do not allow it together with the options that are set.
     *
     * @param defaults the defaults of this run by names of options without their dashes; an empty default makes a comment. An
     *     option that is not in this map has the default of its definition
     * @param rules which options go together
     */
    public void complete(Map<String, String> defaults, List<OptionRule> rules) {
        Map<String, List<String>> notes = new LinkedHashMap<>();
        for (String key : sectionByKey.keySet()) {
            if (table.get(path(key)) != null || NOT_WRITTEN.contains(key)) {
                continue;
            }
            OptionSpec option = option(key);
            List<String> values = defaults.containsKey(key)
                    ? StudyValue.split(option, requireNonNull(defaults.get(key)))
                    : StudyValue.defaultTexts(option);
            String section = path(key).get(0);
            if (values.isEmpty() || values.equals(List.of("")) || !isAllowed("--" + key, rules)) {
                StudyValue.defaultInHelp(option)
                        .ifPresent(note -> notes.computeIfAbsent(section, name -> new ArrayList<>())
                                .add(key + ": " + note));
            } else {
                table.getOrCreateTable(List.of(section)).set(key, StudyValue.toml(option, values));
            }
        }
        notes.forEach((section, lines) -> writeDefaults(table.getOrCreateTable(List.of(section)), lines));
    }

    /** Writes the comment on defaults; it replaces the comment of an earlier run. */
    private static void writeDefaults(MutableTomlTable section, List<String> notes) {
        List<TomlComment> oldNotes = section.elements().stream()
                .filter(TomlComment.class::isInstance)
                .map(TomlComment.class::cast)
                .filter(comment -> comment.text().strip().startsWith(BY_DEFAULT))
                .toList();
        oldNotes.forEach(section::removeComment);
        section.addComment(BY_DEFAULT + String.join("; ", notes));
    }

    /** Returns whether the rules allow an option together with the options that are set; a flag that is off is not set. */
    private boolean isAllowed(String added, List<OptionRule> rules) {
        Set<String> given = new HashSet<>(List.of(added));
        sectionByKey.keySet().stream()
                .filter(key -> table.get(path(key)) != null
                        && !arguments(key, requireNonNull(table.get(path(key)))).isEmpty())
                .forEach(key -> given.addAll(List.of(option(key).names())));
        try {
            OptionRule.check(rules, given::contains);
            return true;
        } catch (InvalidArgumentException refused) {
            return false;
        }
    }

    /** {@return the study as TOML} */
    public String text() {
        return table.toToml();
    }
}
