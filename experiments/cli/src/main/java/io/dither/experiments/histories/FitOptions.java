package io.dither.experiments.histories;

import io.dither.error.Arguments;
import io.dither.experiments.run.RunFolder;
import io.dither.learn.Metrics;
import io.dither.learn.Simulations;
import io.dither.learn.model.FitSettings;
import io.dither.learn.study.Study;
import io.dither.oracle.OracleRegistry;
import io.dither.storage.AtomicFile;
import io.dither.storage.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a fit: which examples, on which machines, and where the model is saved. */
final class FitOptions {
    private static final String CHECKPOINTS = "checkpoints";

    @Option(
            names = "--holdout",
            paramLabel = "SHARE",
            description = {
                "Hold out this share of the examples for validation. Default: ${DEFAULT-VALUE}.",
                "Whole clusters are held out; the latest examples if there is --time. The model is then fitted again "
                        + "on all examples. 0 for none."
            })
    double holdout = 0.2;

    @Option(names = "--seed", paramLabel = "S", description = "Set the seed of all random numbers. Default: 0.")
    long seed;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Use this many threads; it changes no result. Default: all processors.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    final MasterOption master = new MasterOption();

    @Option(
            names = "--train-oracle",
            paramLabel = "SPEC",
            description = {
                "Train on this oracle, a cheaper relaxation of --oracle. The model still decides by --oracle.",
                "It must have the coordinates of --oracle, such as an assignment for routes, or a program without "
                        + "its integers. The report shows the loss in quality on the held-out examples."
            })
    Optional<String> trainOracle = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "Write the model and its page to this folder.")
    Optional<Path> out = Optional.empty();

    @Option(
            names = "--resume",
            description = {
                "Continue a run with the same --out that was stopped; results are the same.",
                "Other data or settings are refused."
            })
    boolean isResumed;

    @Option(
            names = "--folds",
            paramLabel = "K",
            description = {
                "Cross-validate with K folds. Default: ${DEFAULT-VALUE}.",
                "This chooses among several values of --l2, --epsilon or --effects-ridge. Folds divide the examples "
                        + "not held out, in whole clusters; with --time, each fold is predicted from earlier examples."
            })
    int folds = 5;

    @Option(
            names = "--choose-by",
            paramLabel = "METRIC",
            description = {
                "Choose by this metric in cross-validation, such as 'exact match'.",
                "A name, or how it begins. Default: regret if all examples have true costs, otherwise the log score if "
                        + "decisions have probabilities, otherwise coordinate accuracy."
            })
    Optional<String> chooseBy = Optional.empty();

    /** The text of the study file that stands for the command line; it is saved beside the model. */
    String studyText = "";

    /** Refuses options that a fit of these settings cannot obey, before the fit begins. */
    void check(StudyInput input, FitSettings settings) {
        boolean isBoundToThisMachine =
                input.growsTrees() || settings.pooled() || Simulations.arePersistent(settings, input.plugins());
        Arguments.require(
                !isBoundToThisMachine || (!master.isGiven() && !isResumed),
                input.growsTrees()
                        ? "boosted trees grow on this machine alone, and have no checkpoint"
                        : (settings.pooled() ? "the solutions that --pooled reuses" : "persistent chains")
                                + " stay on this machine alone, and are in no checkpoint",
                "Maybe leave --master and --resume out");
        chooseBy.ifPresent(Metrics::requireName);
    }

    /**
     * Returns what identifies the oracles, each part by its name: a checksum of their texts and files, and the text of
     * the training oracle, with a checksum in place of each file. A checkpoint with other inputs is refused.
     */
    Map<String, String> inputs(StudyInput input) {
        OracleRegistry oracles = new OracleRegistry(input.plugins());
        Map<String, String> inputs = new HashMap<>();
        inputs.put("texts or files of oracles", input.examples().oraclesSha256(oracles));
        trainOracle.ifPresent(text -> inputs.put(
                "oracle of training",
                // a name with a {placeholder} is a file per example, and stays as it is
                oracles.withFiles(text, file -> file.contains("{") ? file : Checksums.sha256(Path.of(file)))));
        return inputs;
    }

    /** Sets which examples a study holds out, its seed, threads and folds, and where its checkpoints are. */
    void addTo(Study study, Optional<RunFolder> folder) {
        study.holdout(holdout).seed(seed).threads(threads).folds(folds);
        chooseBy.ifPresent(study::chooseBy);
        // a checkpoint for each part: the fit on the training examples, and the fit on all examples
        folder.ifPresent(runFolder -> study.checkpoints(part -> checkpoint(runFolder, part)));
    }

    /** Creates the folder of the model, if one is named. */
    Optional<RunFolder> folder() {
        return out.map(RunFolder::create);
    }

    static void close(Optional<RunFolder> folder) {
        folder.ifPresent(RunFolder::close);
    }

    private static Path checkpointFile(Path folder, Study.Part part) {
        return folder.resolve(CHECKPOINTS).resolve(part.name().toLowerCase(Locale.ROOT));
    }

    /** Returns the file for the checkpoint of a fit, and creates its folder. Deletes an old checkpoint, unless the run is resumed. */
    private Path checkpoint(RunFolder folder, Study.Part part) {
        folder.requireNothingDeleted();
        Path file = checkpointFile(folder.path(), part);
        try {
            if (!isResumed) {
                Files.deleteIfExists(file);
            }
            Files.createDirectories(file.resolveSibling("")); // the folder of the file
            return file;
        } catch (IOException failed) {
            throw AtomicFile.unwritable(file, failed);
        }
    }

    static void deleteCheckpoints(Path folder) {
        try {
            for (Study.Part part : Study.Part.values()) {
                Files.deleteIfExists(checkpointFile(folder, part));
            }
            Files.deleteIfExists(folder.resolve(CHECKPOINTS));
        } catch (IOException failed) {
            throw AtomicFile.unwritable(folder.resolve(CHECKPOINTS), failed);
        }
    }
}
