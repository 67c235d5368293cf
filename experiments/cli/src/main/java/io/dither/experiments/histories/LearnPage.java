package io.dither.experiments.histories;

import io.dither.experiments.learning.LearningReport;
import io.dither.experiments.learning.PersonOptions;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.study.StudyResults;
import java.util.Map;
import java.util.Optional;

/**
 * Draws the page with the results of {@code dither learn}.
 *
 * @param input has the texts of decisions, with the names of their coordinates
 * @param views the sections that modules add to the page
 * @param persons the options for persons; they also draw how persons differ, if their module is on the class path
 * @param positions the positions of vertices, for maps
 */
record LearnPage(StudyInput input, LearnViews views, PersonOptions persons, Optional<Map<String, double[]>> positions) {
    /** Returns the page; the caller saves it. */
    LearningReport report(StudyResults results, Optional<Diagnosis> diagnosis, Map<String, String> provenance) {
        LearningReport report = LearningReport.of("Weights learnt from decisions", results)
                .provenance(provenance)
                .sense(input.observations().get(0).oracle().sense())
                .decisions(input.examples().decisionTexts());
        views.sections(results).forEach(section -> report.section(section.page()));
        report.section(views.ratios(results)::write);
        diagnosis.ifPresent(report::diagnosis);
        results.persons()
                .ifPresent(people -> report.persons(people.model().mixture(), html -> persons.write(people, html)));
        positions.ifPresent(
                places -> Pages.drawMaps(report, places, results.heldOut().outcomes()));
        return report;
    }
}
