package io.dither.experiments.histories;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.RegularFile;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.MapOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A history made of a map and traces, as options: {@code dither map} makes it, and says how to learn from it. */
final class MapHistory {
    /** The command that makes it, and what names its folder. */
    private static final String MAP = "map";

    private static final String OUT = "--out";
    private static final String WORK = "--work";
    /** What the user chooses may not go with other arguments that a map suggests. */
    private static final Map<String, Set<String>> IN_PLACE_OF = Map.of(
            "--loss", Set.of("--noise", "--fix"),
            "--features", Set.of("--fix"),
            "--cost-model", Set.of("--fix"));

    @Mixin
    private final MapOptions options = new MapOptions();

    @Option(
            names = WORK,
            paramLabel = "DIR",
            description =
                    "Keep the history and the graph that --map and --traces make in this folder. Default: map in --out.")
    private Optional<Path> work = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec learn = CommandSpec.create();

    /** What the user gave to this command, or before its name to all. */
    private List<OptionSpec> given() {
        return learn.root().commandLine().getParseResult().asCommandLineList().stream()
                .flatMap(line -> line.getParseResult().matchedOptions().stream())
                .toList();
    }

    private static boolean isOfMap(OptionSpec option) {
        return option.longestName().equals(WORK)
                || CommandSpec.forAnnotatedObject(new MapOptions()).findOption(option.longestName()) != null;
    }

    /** Returns whether there is any option of it. */
    boolean isGiven() {
        return given().stream().anyMatch(MapHistory::isOfMap);
    }

    /** Makes the history, then learns from it by the other options. */
    int learn(Context context, Optional<Path> out) {
        Set<String> names = new TreeSet<>();
        given().forEach(option -> names.add(option.longestName()));
        for (String other : List.of("--data", "--continue")) {
            Arguments.require(
                    !names.contains(other),
                    other + " has a history already, and --map makes one",
                    "Maybe match traces by 'dither map', and give --data alone");
        }
        options.map();
        Arguments.require(
                learn.parent().subcommands().containsKey(MAP),
                "--map needs dither-graphhopper, which is not on the class path",
                "Maybe run it by the script dither");
        Path folder = work.or(() -> out.map(one -> one.resolve(MAP)))
                .orElseThrow(() -> new InvalidArgumentException(OUT + " is missing", "Maybe " + OUT + " model"));
        List<String> make = new ArrayList<>(List.of(MAP, OUT + "=" + folder, "--no-next"));
        List<String> fit = new ArrayList<>(List.of(learn.name()));
        for (OptionSpec option : given()) {
            if (option.longestName().equals("--threads")) {
                make.addAll(words(option));
            }
            if (!option.longestName().equals(WORK)) {
                (isOfMap(option) ? make : fit).addAll(words(option));
            }
        }
        int code = context.dither().applyAsInt(make, context.err());
        if (code != 0) {
            return code;
        }
        Set<String> chosen = new TreeSet<>(names);
        names.forEach(name -> chosen.addAll(IN_PLACE_OF.getOrDefault(name, Set.of())));
        try (Stream<String> suggested = Files.lines(RegularFile.require(folder.resolve("learn.txt")))) {
            suggested
                    .filter(word -> !chosen.contains(word.replaceFirst("=.*", "")))
                    .forEach(fit::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        int learnt = context.dither().applyAsInt(fit, context.out());
        if (learnt == 0) {
            context.err().println("dither: " + MapOptions.MATCHES);
        }
        return learnt;
    }

    private static List<String> words(OptionSpec option) {
        return option.arity().max() == 0
                ? List.of(option.longestName())
                : option.originalStringValues().stream()
                        .map(value -> option.longestName() + "=" + value)
                        .toList();
    }
}
