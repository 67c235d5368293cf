package io.dither.experiments.histories;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.FeatureColumns;
import io.dither.data.setup.Setup;
import io.dither.experiments.run.RunFolder;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.PlainText;
import io.dither.learn.study.StudyResults;
import io.dither.plugin.PluginCatalogue;
import io.dither.storage.AtomicFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Saves the results of a study. If its intervals will take long, the weights are shown and saved before the intervals are estimated, so
 * that nothing is lost if the run is stopped.
 *
 * @param data the options of the data
 * @param setup how rows are read
 * @param plugins the catalogue of plugins, such as oracles
 * @param options the options of the fit, such as the examples to hold out and the oracle to train on
 * @param folder the folder of the model; empty if nothing is saved
 * @param progress reports progress
 */
record ResultsWriter(
        DataOptions data,
        Setup setup,
        PluginCatalogue plugins,
        FitOptions options,
        Optional<RunFolder> folder,
        ProgressLine progress) {
    /** Intervals take long if they take more seconds than this. */
    private static final double LONG_SECONDS = 10;

    /** The most names of coordinates that the provenance lists. */
    private static final int MOST_NAMES = 200;

    /** Shows the weights, and saves them, if their intervals will take long. If the moments have no root, there are no weights. */
    void saveBeforeLongIntervals(StudyResults results) {
        if (results.fit().status() == Fitted.Status.NO_ROOT) {
            return;
        }
        double intervalSeconds = progress.secondsOfIntervals();
        int refits = progress.refitsAfterLongSearch();
        // a NaN, for an unknown time, does not count as long
        if (!(intervalSeconds > LONG_SECONDS) && refits == 0) {
            return;
        }
        String expectedWork = refits > 0 ? "about " + refits + " more fits" : "about " + Duration.text(intervalSeconds);
        String saved = folder.map(out -> {
                    save(results);
                    return "\ndither: saved in " + out.path()
                            + "; if the run stops, estimate the intervals by 'dither intervals " + out.path()
                            + " --data " + data.place() + "'";
                })
                .orElse("");
        progress.print("dither: weights before their intervals (" + expectedWork + "):\n"
                + results.fit().toString().strip() + saved);
    }

    /** Returns the names that the data give to the coordinates, in order. */
    List<String> coordinateNames() {
        FeatureColumns learnt = setup.learnt();
        return learnt == null ? List.of() : learnt.coordinates();
    }

    /** Returns a note that habits in the training examples count earlier decisions of held-out persons; empty if this does not apply. */
    Optional<String> noteOnHabits() {
        return setup.habits().isEmpty() || !setup.roles().containsKey(Role.CLUSTER) || options.holdout == 0
                ? Optional.empty()
                : Optional.of(
                        "whole persons are held out, by their last decision; the habits of training examples count the"
                                + " earlier decisions of these persons too");
    }

    /** Saves the model, and returns its provenance. */
    Map<String, String> save(StudyResults results) {
        RunFolder out = folder.orElseThrow();
        out.requireNothingDeleted();
        Map<String, String> provenance = Provenance.ofData("", data.place());
        options.trainOracle.ifPresent(text -> provenance.put("trained on", text));
        provenance.putAll(results.provenance());
        provenance.put("dither", Provenance.version());
        if (!coordinateNames().isEmpty()) {
            provenance.put("coordinates", CoordinateNotes.mapping(coordinateNames(), MOST_NAMES));
        }
        data.badSummary().ifPresent(summary -> provenance.put("left out", summary));
        noteOnHabits().ifPresent(note -> provenance.put("held out", note));
        // relaxation(): how the decisions of --train-oracle differ from those of --oracle, on the held-out examples
        results.measures()
                .relaxation()
                .forEach(metric -> provenance.put(metric.name(), PlainText.number(metric.value())));
        // saved() leaves out the passwords of databases; by the texts, the model can be learnt again
        results.model(setup.saved(), provenance, setup.files(plugins))
                .withTexts(results.costModel(), options.trainOracle.orElse(""))
                .save(out.path());
        DecisionFigures.save(
                plugins.classLoaders(), out.path(), results.heldOut().outcomes());
        writeStudy(out);
        return provenance;
    }

    private void writeStudy(RunFolder out) {
        AtomicFile.write(out.path().resolve("study.toml"), options.studyText.getBytes(UTF_8));
    }
}
