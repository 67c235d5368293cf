package io.dither.experiments.histories;

import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which examples are fitted, where, and what is kept of it, as options. */
final class FitOptions {
    private static final String CHECKPOINTS = "checkpoints";

    @Option(
            names = "--holdout",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description =
                    "The share of examples held out for the metrics; the model is then fitted again on all. 0 for none."
                            + " Default: ${DEFAULT-VALUE}.")
    double holdout;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "The seed. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "The number of threads; it changes no bit. Default: one a processor.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    final MasterOption master = new MasterOption();

    @Option(names = "--out", paramLabel = "DIR", description = "Where the model and its page go.")
    Optional<Path> out = Optional.empty();

    @Option(
            names = "--resume",
            description =
                    "Go on from where the same command with the same --out was stopped or killed; it changes no bit.")
    boolean resume;

    @Option(
            names = "--folds",
            paramLabel = "K",
            defaultValue = "5",
            description =
                    "The folds of cross-validation, where --l2 or --epsilon has several. Default: ${DEFAULT-VALUE}.")
    int folds;

    @Option(
            names = "--choose-by",
            paramLabel = "METRIC",
            description =
                    "What cross-validation chooses by: the name of a metric, or how it begins, such as 'exact match' or"
                            + " 'Hamming'. Default: regret where all examples have true costs, else coordinate accuracy.")
    Optional<String> chooseBy = Optional.empty();

    /** Returns where a fit keeps its checkpoint in a folder; what is there stays if it is resumed. */
    Path checkpoint(Path folder, String name) {
        Path file = folder.resolve(CHECKPOINTS).resolve(name);
        try {
            if (!resume) {
                Files.deleteIfExists(file);
            }
            Files.createDirectories(file.resolveSibling(""));
            return file;
        } catch (IOException failed) {
            throw AtomicFile.unwritable(file, failed);
        }
    }

    static void deleteCheckpoints(Path folder) {
        try {
            for (String name : List.of(Fits.TRAINING, Fits.ALL, "")) {
                Files.deleteIfExists(folder.resolve(CHECKPOINTS).resolve(name));
            }
        } catch (IOException failed) {
            throw AtomicFile.unwritable(folder.resolve(CHECKPOINTS), failed);
        }
    }
}
