package io.dither.experiments.people;

import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Metric;
import io.dither.learn.model.PlainText;
import io.dither.learn.model.Weight;
import io.dither.people.LastDecisions;
import io.dither.people.People;
import io.dither.people.tastes.FittedClasses;
import io.dither.people.tastes.FittedPersons;
import io.dither.people.tastes.FittedTasteClasses;
import io.dither.people.tastes.FittedTastes;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the section on persons: how they differ, what they pay, and whether their earlier decisions predict the next decision.
 *
 * @param people the results of learning
 * @param html the page to write to
 */
record PersonsSection(People people, Html html) implements FittedPersons.Kinds<Runnable> {
    void write() {
        html.element("h2", "Persons differ");
        // calls the method below for the kind of fit, and runs what it returns
        people.model().fitted().accept(this).run();
        writePay();
        people.last().ifPresent(this::writeLastDecisions);
    }

    @Override
    public Runnable ofTastes(FittedTastes tastes) {
        return () -> new TasteSection(tastes, html).write();
    }

    @Override
    public Runnable ofClasses(FittedClasses classes) {
        return () -> new ClassSection(classes, html).write();
    }

    @Override
    public Runnable ofTasteClasses(FittedTasteClasses classes) {
        return () -> TasteSection.write(classes, html);
    }

    private void writePay() {
        if (people.ratios().isEmpty()) {
            return;
        }
        List<String> heads = List.of("ratio", "value", "95 % interval");
        List<List<String>> rows = new ArrayList<>();
        for (Weight ratio : people.ratios()) {
            double error = ratio.standardError();
            // without a standard error, the note gives the reason
            rows.add(List.of(
                    ratio.name(),
                    Numbers.text(ratio.estimate(), error),
                    error > 0 ? Numbers.interval(ratio.low(), ratio.high(), error) : ratio.note()));
        }
        html.element("h3", "What do persons pay?");
        Tables.write(html, "", heads, rows, head -> !head.equals("ratio")); // all other columns are numbers
        html.note("Ratios of the medians of tastes, or of the weights of a class. Intervals are by Fieller's method, or"
                + " by the delta method if tastes are lognormal.");
    }

    private void writeLastDecisions(LastDecisions last) {
        html.element("h3", "Do a person's earlier decisions predict the next one?");
        html.element(
                "p",
                PlainText.format(
                        "How much better the last decisions of %d held-out persons are predicted by their own tastes, estimated from"
                                + " their earlier decisions, than by the tastes of all:",
                        last.byOwnTastes().size()));
        List<List<String>> rows = new ArrayList<>();
        for (Metric difference : last.differences()) {
            rows.add(List.of(
                    difference.name(),
                    Numbers.text(difference.value(), difference.standardError()),
                    Numbers.interval(difference.low(), difference.high(), difference.standardError()),
                    Numbers.p(difference.pValue())));
        }
        Tables.write(
                html, "", List.of("metric", "difference", "95 % interval", "p"), rows, head -> !head.equals("metric"));
    }
}
