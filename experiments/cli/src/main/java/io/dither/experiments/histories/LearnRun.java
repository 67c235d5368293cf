package io.dither.experiments.histories;

import io.dither.experiments.launch.Context;
import io.dither.experiments.learning.ResultsView.Section;
import io.dither.experiments.run.RunFolder;
import io.dither.learn.Cluster;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.model.Fitted;
import io.dither.learn.study.Study;
import io.dither.learn.study.StudyResults;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a study, saves its model, draws its page and prints its results.
 *
 * @param context the context of the command, with its output
 * @param writer saves the model
 * @param study the study
 * @param input the input of the study
 * @param page draws the page
 */
record LearnRun(Context context, ResultsWriter writer, Study study, StudyInput input, LearnPage page) {
    /** The exit code if the equations of moments have no root. */
    private static final int NO_ROOT = 4;
    /** Returns the exit code. */
    int run() {
        FitOptions options = writer.options();
        ProgressLine progress = writer.progress();
        // trees have no plan of solves, and a solve timed on this machine says little of a cluster
        if (!input.growsTrees() && !options.master.isGiven()) {
            // with a folder, the plan includes the page
            progress.plan(study.plan(writer.folder().isPresent()));
        }
        progress.runBeforeIntervals(writer::saveBeforeLongIntervals);
        writer.noteOnHabits().ifPresent(note -> context.err().println("dither: " + note));
        StudyResults results;
        try (Cluster cluster = options.master.open();
                Cluster.History history = MasterOption.send(cluster, input.examples(), study.observations())) {
            results = study.run(history, progress);
        }
        String saved = "";
        try {
            if (writer.folder().isPresent()) {
                RunFolder out = writer.folder().get();
                Path folder = out.path();
                Map<String, String> provenance = writer.save(results);
                FitOptions.deleteCheckpoints(folder);
                saved = "\nsaved in " + folder + "\n";
                progress.stage("writing the page");
                Optional<Diagnosis> diagnosis = study.diagnose(results, progress);
                out.requireNothingDeleted(); // by another process; checked again after the page
                page.report(results, diagnosis, provenance).save(folder);
                out.requireNothingDeleted();
                saved = "\nsaved in " + folder + ", with a page: " + folder.resolve(Pages.FILE) + "\n";
            }
        } finally { // the results are printed even if the page cannot be written
            print(results, saved);
        }
        return results.fit().status() == Fitted.Status.NO_ROOT ? NO_ROOT : 0;
    }

    private void print(StudyResults results, String saved) {
        List<String> coordinates = writer.coordinateNames();
        LearnViews views = page.views();
        WeightRatios ratios = page.views().ratios(results);
        context.print(
                () -> {
                    Map<String, Object> fields = Output.fields(results);
                    if (!coordinates.isEmpty()) {
                        fields.put("coordinates", coordinates);
                    }
                    ratios.addTo(fields);
                    views.sections(results).forEach(section -> fields.putAll(section.fields()));
                    return fields;
                },
                () -> Output.text(results, views.weights(results).map(Section::text))
                        + views.decisions(results).map(Section::text).orElse("")
                        + ratios.text()
                        + (coordinates.isEmpty() ? "" : "\ncoordinates: " + CoordinateNotes.mapping(coordinates) + "\n")
                        + saved);
    }
}
