package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.FeatureColumns;
import io.dither.data.setup.Setup;
import io.dither.experiments.run.RunFolder;
import io.dither.learn.Metrics;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what is learnt, if there is a folder for it: before intervals that take long, so that nothing is lost if these are stopped, and
 * when all is known.
 *
 * @param place where the data are
 * @param leftOut which lines were left out
 * @param fits what was fitted
 * @param setup how rows are read
 */
record Keeping(String place, Optional<String> leftOut, Fits fits, Setup setup) {
    /** Intervals that take so many seconds are worth it. */
    private static final double LONG = 10;

    private static final int MOST_NAMES = 200;

    /** Tells of weights without intervals, and saves them, if the intervals take long; without a root there are none. */
    void found(Learnt found) {
        if (found.fitted().status() == Fitted.Status.NO_ROOT) {
            return;
        }
        double ahead = fits.line().secondsOfIntervals();
        int refits = fits.line().longRefits();
        if (!(ahead > LONG) && refits == 0) {
            return;
        }
        String left = refits > 0 ? "about " + refits + " more fits" : "about " + Duration.text(ahead);
        String saved = fits.folder()
                .map(out -> {
                    save(found, List.of());
                    return "\ndither: saved in " + out.path()
                            + "; if they are stopped, go on by 'dither intervals --model " + out.path() + " --data "
                            + place + "'";
                })
                .orElse("");
        fits.line()
                .tell("dither: found, before the intervals (" + left + "):\n"
                        + found.fitted().toString().strip() + saved);
    }

    /** Returns the names that the data give to coordinates by their places. */
    List<String> names() {
        FeatureColumns learnt = setup.learnt();
        return learnt == null ? List.of() : learnt.coordinates();
    }

    /** Says what training examples know of persons who are held out whole. */
    Optional<String> habitsOfHeldOut() {
        return setup.habits().isEmpty() || !setup.roles().containsKey(Role.CLUSTER) || fits.how().holdout == 0
                ? Optional.empty()
                : Optional.of(
                        "whole persons are held out, by their last decision, and habits of training examples count earlier"
                                + " decisions of these too");
    }

    /** Saves a model, and returns where it is from. */
    Map<String, String> save(Learnt learnt, List<Metric> relaxation) {
        RunFolder out = fits.folder().orElseThrow();
        out.requireWhole();
        Map<String, String> provenance = Provenance.of(place, fits, learnt);
        if (!names().isEmpty()) {
            provenance.put("coordinates", CoordinateNotes.mapping(names(), MOST_NAMES));
        }
        leftOut.ifPresent(bad -> provenance.put("left out", bad));
        habitsOfHeldOut().ifPresent(note -> provenance.put("held out", note));
        relaxation.forEach(one -> provenance.put(one.name(), Output.show(one.value())));
        learnt.keptIn(SavedModel.of(learnt.fitted(), setup.saved(), provenance, setup.files(fits.catalogue())))
                .withHeldOut(learnt.held().isEmpty() ? List.of() : Metrics.of(learnt.held()))
                .save(out.path());
        return provenance;
    }
}
