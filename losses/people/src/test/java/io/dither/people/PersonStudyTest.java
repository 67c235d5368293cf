package io.dither.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.Choices;
import io.dither.learn.SavedModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.persons.PersonModel;
import io.dither.learn.study.Study;
import io.dither.learn.study.StudyResults;
import io.dither.people.tastes.Law;
import io.dither.people.tastes.Tastes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of persons does what its parts do one by one. */
class PersonStudyTest {
    private static final SharedLinearModel MODEL = SharedLinearModel.of("a", "b");

    private static List<Observation> history() {
        List<Observation> all = new ArrayList<>();
        Choices.of(60, 3, 1, -0.5).forEach(choice -> all.add(choice.withCluster("p" + all.size() / 5)));
        return all;
    }

    @Test
    void tastesAreLearntAndSaved(@TempDir Path folder) {
        PeopleEstimator estimator = PeopleEstimator.tastes(
                        "a normal",
                        tastes -> tastes.law(Law.FIXED).law("a", Law.NORMAL).draws(16))
                .withRatiosTo(Optional.of("b"));
        StudyResults results = Study.of(history())
                .model(MODEL)
                .settings(usual -> FitSettings.USUAL)
                .threads(1)
                .persons(estimator)
                .run();
        People people = (People) results.persons().orElseThrow();
        FitSettings seeded = FitSettings.USUAL.with("threads", 1);
        assertEquals(
                Tastes.of(MODEL)
                        .with(seeded)
                        .law(Law.FIXED)
                        .law("a", Law.NORMAL)
                        .draws(16)
                        .fit(history())
                        .toString(),
                people.model().fitted().toString());
        assertEquals("a / b", people.ratios().get(0).name());
        assertTrue(
                people.trained().isPresent() && people.trained().get().names().isEmpty());
        assertEquals("a normal", results.provenance().get("tastes"));
        results.save(folder);
        PersonModel read = PersonModel.of(SavedModel.load(folder)).orElseThrow();
        assertEquals(people.model().names(), read.names());
    }

    @Test
    void numbersOfClassesAreNamed() {
        assertEquals(
                Map.of("classes", "2..4"),
                PeopleEstimator.classes(2, 4, List.of()).texts());
        assertEquals(
                Map.of("classes", "3"), PeopleEstimator.classes(3, 3, List.of()).texts());
    }

    @Test
    void settingsAreNotChosenForPersons() {
        Study study = Study.of(history())
                .model(MODEL)
                .settings(List.of(FitSettings.USUAL, FitSettings.USUAL.l2(1)))
                .persons(PeopleEstimator.classes(2, 2, List.of()));
        String message =
                assertThrows(InvalidArgumentException.class, study::run).getMessage();
        assertEquals(
                "a study of persons needs a single setting, such as one epsilon, not 2. Maybe --epsilon 1.", message);
    }
}
