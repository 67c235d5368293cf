package io.dither.experiments.histories;

import io.dither.learn.model.FitSettings;
import io.dither.learn.study.SolvePlan;
import java.util.ArrayList;
import java.util.List;

/** Writes how long a study will take, and what would shorten it. */
final class PlanText {
    /** A study that takes more seconds than this, without refits for intervals, is announced. */
    private static final double LONG_SECONDS = 60;

    private PlanText() {}

    /**
     * Returns a line of expected times and a line of ways to shorten them; no lines if search, intervals and page together take at most a
     * minute. Refits for intervals have no expected time: they do not count towards this minute.
     */
    static List<String> lines(SolvePlan plan) {
        double searchSeconds = plan.searchSeconds(); // 0 for 'dither intervals', which does not search
        double intervalSeconds = plan.intervalSeconds();
        double pageSeconds = plan.diagnosisSeconds(); // the page of the model shows the diagnosis
        // returns no lines also if the sum is NaN, because the time of a solve is unknown
        if (!(searchSeconds + intervalSeconds + pageSeconds > LONG_SECONDS)) {
            return List.of();
        }
        int refits = plan.work().refits(); // fits for the jackknife or bootstrap
        List<String> parts = new ArrayList<>();
        parts.add(searchSeconds > 0 ? Duration.text(searchSeconds) + " for the search" : "");
        parts.add(intervalSeconds > 0 ? Duration.text(intervalSeconds) + " for intervals" : "");
        parts.add(refits > 0 ? refits + " more fits for intervals" : "");
        // a short time for the page is not worth mentioning
        parts.add(pageSeconds > LONG_SECONDS / 10 ? Duration.text(pageSeconds) + " for the page" : "");
        parts.removeIf(String::isEmpty);
        List<String> lines = new ArrayList<>();
        lines.add("one solve takes " + Duration.text(plan.secondsPerSolve()) + ": expect about "
                + String.join(", ", parts.subList(0, parts.size() - 1)) + (parts.size() > 1 ? ", and " : "")
                + parts.get(parts.size() - 1));
        List<String> remedies = remedies(plan);
        if (!remedies.isEmpty()) {
            lines.add("to shorten it, try in this order: " + String.join("; ", remedies));
        }
        return lines;
    }

    /** Returns ways to shorten a study; none for 'dither intervals', whose plan has no search. */
    private static List<String> remedies(SolvePlan plan) {
        List<String> remedies = new ArrayList<>();
        FitSettings settings = plan.settings();
        double searchSeconds = plan.searchSeconds();
        if (plan.secondsPerSolve() > 1 && searchSeconds > 0) {
            remedies.add("a time limit or a gap in --oracle, with --inexact");
        }
        // --pooled is for full-batch searches of Fenchel-Young losses
        if (searchSeconds > 0 && settings.isFenchelYoung() && !settings.pooled() && settings.epochs() == 0) {
            remedies.add("--pooled (about " + Duration.text(plan.pooledSearchSeconds()) + ")");
        }
        if (searchSeconds > 0 && plan.samples() > 5) {
            remedies.add("--samples 5 (about " + Duration.text(searchSeconds * 5 / plan.samples()) + ")");
        }
        if (searchSeconds > 0
                && (plan.intervalSeconds() > LONG_SECONDS || plan.work().refits() > 0)) {
            remedies.add("--errors none now, and 'dither intervals' later");
        }
        return remedies;
    }
}
