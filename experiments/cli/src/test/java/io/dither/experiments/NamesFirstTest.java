package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is misspelt is told before data are read, in the words of the field. */
class NamesFirstTest {
    @TempDir
    private Path folder;

    private static Outcome learn(String data, String... more) {
        List<String> arguments = new ArrayList<>(List.of("learn", "--data=" + data, "--holdout=0", "--samples=2"));
        arguments.addAll(List.of(more));
        return Outcome.of(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--loss=probit | Maybe use --loss fenchel-young --noise gaussian",
                "--loss=logitt | there is no loss 'logitt'",
                "--loss=logti | Maybe 'logit'",
                "--loss=momnets | Maybe 'moments'",
                "--loss=squared:layer=(perturbd:samples=3) | there is no layer 'perturbd'",
                "--loss=squared:layer=(perturbed:samplez=3) | has no parameter 'samplez'",
                "--noise=logit | Maybe use --noise gumbel",
                "--noise=normal | Maybe use --noise gaussian",
                "--noise=gumbl | Maybe 'gumbel'",
                "--cost-model=lineal | Maybe 'linear'",
                "--train-oracle=argmx:n=2 | Maybe 'argmax'",
                "--features=C(x; SM) | Maybe write C(mode, ref=SM)"
            })
    void namesAreCheckedBeforeTheFileIsRead(String option, String part) throws IOException {
        String bad = Files.writeString(folder.resolve("bad.csv"), "example,x,decision\na,z,0\n")
                .toString();
        Outcome refused = learn(bad, "--oracle=argmax:n=2", option);
        assertEquals(2, refused.code(), refused.err());
        assertTrue(refused.err().contains(part), refused.err());
    }

    @Test
    void filesThatAModelCannotCarryAreRefusedBeforeTheFit() throws IOException {
        String bad = Files.writeString(folder.resolve("bad.csv"), "example,x,week,decision\na,z,1,0\n")
                .toString();
        String oracle = "--oracle=ortools-mip:file=k{week}.mps";
        Outcome refused = learn(bad, oracle, "--out=" + folder.resolve("model"));
        assertEquals(2, refused.code(), refused.err());
        assertTrue(refused.err().contains("file k{week}.mps differs between examples"), refused.err());
    }

    @Test
    void moreWeightsThanDecisionsTellApartAreRefused() throws IOException {
        StringBuilder names = new StringBuilder("example,decision");
        StringBuilder first = new StringBuilder("a,0");
        StringBuilder second = new StringBuilder("b,1");
        for (int k = 0; k < 5001; k++) {
            names.append(",x").append(k);
            first.append(',').append(k % 7);
            second.append(',').append(k % 5);
        }
        String data = Files.writeString(folder.resolve("wide.csv"), names + "\n" + first + "\n" + second + "\n")
                .toString();
        Outcome refused = learn(data, "--oracle=argmax:n=2");
        assertEquals(2, refused.code(), refused.err());
        assertTrue(
                refused.err().contains("the model has 10004 weights, which 2 examples cannot identify"), refused.err());
    }

    @Test
    void aLogitIsALikelihoodUnderGumbelNoise() throws IOException {
        StringBuilder text = new StringBuilder("example,coordinate,x,decision\n");
        for (int i = 0; i < 30; i++) {
            int chosen = i % 3 == 0 ? 1 : 0;
            text.append("e%d,0,%d,%d\ne%d,1,%d,%d\n".formatted(i, i % 4, 1 - chosen, i, i % 5, chosen));
        }
        String data = Files.writeString(folder.resolve("h.csv"), text).toString();
        String[] usual = {"--layout=long", "--oracle=argmax:n={d}", "--loss=likelihood"};
        Outcome likelihood = learn(data, usual);
        assertEquals(0, likelihood.code(), likelihood.err());
        for (String alias : List.of("logit", "mnl")) {
            usual[2] = "--loss=" + alias;
            assertEquals(likelihood.out(), learn(data, usual).out());
        }
    }
}
