package io.dither.experiments.look;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dither.data.Histories;
import io.dither.data.History;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.experiments.histories.LearnCommand;
import io.dither.experiments.histories.TableOptions;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.study.StudyFile;
import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dither look}: shows how a file would be read, and writes a study file to start from. */
@Command(
        name = "look",
        description = {
            "Look at a file of decisions: how it would be read, and what is wrong with it.",
            "It shows separator, types, missing values, the first lines, and which columns would be examples, alternatives,"
                    + " decisions and features, and why."
        },
        footer = {
            "dither look decisions.csv",
            "dither look decisions.csv --write study.toml",
            "dither look export.txt --separator tab --decimal comma"
        },
        sortOptions = false)
public final class LookCommand implements Subcommand {
    /** At most this many files are searched for roads. */
    private static final int MOST_FILES = 20;

    @Parameters(
            paramLabel = "FILE",
            description = "Look at this .csv, .parquet or .json file, or at a database with --query.")
    private String place = "";

    @Option(
            names = "--write",
            paramLabel = "STUDY",
            description = "Write the study file to start from, for 'dither learn', to this new file.")
    private Optional<Path> studyFile = Optional.empty();

    @Mixin
    private final TableOptions table = new TableOptions();

    @Override
    public int run(Context context) {
        studyFile.ifPresent(file -> Arguments.require(
                !Files.exists(file) && file.toString().endsWith(".toml"),
                "--write = " + file + " already exists, or is not the name of a .toml file",
                "Maybe --write study.toml, or another name"));
        TableLook look = look(context);
        String saved = studyFile.map(file -> write(file, look)).orElse("");
        context.print(look::fields, () -> look.text() + saved);
        return 0;
    }

    private TableLook look(Context context) {
        List<String> dialectNotes = new ArrayList<>(); // on separators and decimal marks other than the usual ones
        Histories histories = new Histories(context.plugins().classLoaders(), System.getenv());
        History history = table.open(place, histories.withListener(dialectNotes::add));
        // a note begins with the name of the file, which the output shows elsewhere
        String dialect = dialectNotes.isEmpty()
                ? "columns between commas, with decimal points"
                : String.join("; ", dialectNotes).replace(history.source() + ": read as ", "");
        return TableLook.of(history, dialect, roads(histories));
    }

    /** Finds a file in the same folder that lists roads by their ends, in columns source and target. */
    private Optional<String> roads(Histories histories) {
        if (place.startsWith("jdbc:")) {
            return Optional.empty();
        }
        Path folder = Path.of(place).resolveSibling(""); // empty for a file of the working directory
        try (Stream<Path> files = Files.list(folder.toString().isEmpty() ? Path.of(".") : folder)) {
            // with the folder as the user wrote it, so that the study file names this file as it names the data
            return files.map(file -> folder.resolve(file.getFileName()))
                    .filter(file -> file.toString().endsWith(".csv") && !file.equals(Path.of(place)))
                    .sorted()
                    .limit(MOST_FILES)
                    .filter(file -> hasRoads(file, histories))
                    .map(Path::toString)
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean hasRoads(Path file, Histories histories) {
        try {
            return histories.open(file.toString()).columns().containsAll(List.of("source", "target"));
        } catch (DataException notATable) {
            return false;
        }
    }

    private String write(Path file, TableLook look) {
        CommandLine learn = new CommandLine(new LearnCommand());
        StudyFile study = StudyFile.empty(
                learn.getCommandSpec(), learn.<Subcommand>getCommand().optionGroups());
        study.note("Made by 'dither look " + place + "'. Learn from it: dither learn " + file + " --out model");
        look.guess().stillNeeded().forEach(part -> study.note("Still to be named: " + part));
        study.set("data", List.of(place));
        table.values().forEach((name, value) -> study.set(name, List.of(value)));
        // a list of columns has one column per line, since names of columns may have commas
        look.guess().options().forEach((name, value) -> study.set(name, List.of(value.split("\n", -1))));
        AtomicFile.write(file, study.text().getBytes(UTF_8));
        return "\nwritten to " + file + "; learn from it by: dither learn " + file + " --out model\n";
    }
}
