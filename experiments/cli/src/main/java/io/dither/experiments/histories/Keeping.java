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
 * Keeps what is learnt, if there is a folder for it: before intervals that take long, so that nothing is lost if these are stopped, and
 * when all is known.
 *
 * @param data where the data are
 * @param setup how rows are read
 * @param plugins where oracles are found
 * @param options which examples are held out, and what is trained on
 * @param folder where the model is to be saved
 * @param line says what is done
 */
record Keeping(
        DataOptions data,
        Setup setup,
        PluginCatalogue plugins,
        FitOptions options,
        Optional<RunFolder> folder,
        PassLine line) {
    /** Intervals that take so many seconds are worth it. */
    private static final double LONG = 10;

    private static final int MOST_NAMES = 200;

    /** Shows weights without intervals, and saves them, if the intervals take long; without a root there are none. */
    void fitted(StudyResults results) {
        if (results.fit().status() == Fitted.Status.NO_ROOT) {
            return;
        }
        double ahead = line.secondsOfIntervals();
        int refits = line.longRefits();
        if (!(ahead > LONG) && refits == 0) {
            return;
        }
        String left = refits > 0 ? "about " + refits + " more fits" : "about " + Duration.text(ahead);
        String saved = folder.map(out -> {
                    save(results);
                    return "\ndither: saved in " + out.path()
                            + "; if they are stopped, go on by 'dither intervals --model " + out.path() + " --data "
                            + data.place() + "'";
                })
                .orElse("");
        line.tell("dither: found, before the intervals (" + left + "):\n"
                + results.fit().toString().strip() + saved);
    }

    /** Returns the names that the data give to coordinates by their places. */
    List<String> names() {
        FeatureColumns learnt = setup.learnt();
        return learnt == null ? List.of() : learnt.coordinates();
    }

    /** Says what training examples know of persons who are held out whole. */
    Optional<String> habitsOfHeldOut() {
        return setup.habits().isEmpty() || !setup.roles().containsKey(Role.CLUSTER) || options.holdout == 0
                ? Optional.empty()
                : Optional.of(
                        "whole persons are held out, by their last decision, and habits of training examples count earlier"
                                + " decisions of these too");
    }

    /** Saves a model, and returns where it is from. */
    Map<String, String> save(StudyResults results) {
        RunFolder out = folder.orElseThrow();
        out.requireWhole();
        Map<String, String> provenance = Provenance.ofData("", data.place());
        options.trainOracle.ifPresent(text -> provenance.put("trained on", text));
        provenance.putAll(results.provenance());
        provenance.put("dither", Provenance.version());
        if (!names().isEmpty()) {
            provenance.put("coordinates", CoordinateNotes.mapping(names(), MOST_NAMES));
        }
        data.leftOut().ifPresent(bad -> provenance.put("left out", bad));
        habitsOfHeldOut().ifPresent(note -> provenance.put("held out", note));
        results.measures()
                .relaxation()
                .forEach(metric -> provenance.put(metric.name(), PlainText.number(metric.value())));
        results.model(setup.saved(), provenance, setup.files(plugins))
                .learntBy(results.costModel(), options.trainOracle.orElse(""))
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
