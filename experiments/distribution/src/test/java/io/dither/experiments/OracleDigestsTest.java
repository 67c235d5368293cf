package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.dither.layer.Costs;
import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.OracleRegistry;
import io.dither.plugin.PluginCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The digest of a fit sees whatever the answers of an oracle of ours follow from: all are here, each with what is easily overlooked. */
class OracleDigestsTest {
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();
    private static final String GRAPH = "source,target\na,b\nb,c\nc,d\na,c\nb,d\n";
    private static final String MPS =
            "NAME K\nROWS\n N COST\n L CAP\nCOLUMNS\n M1 'MARKER' 'INTORG'\n x0 COST 1 CAP 3\n"
                    + " x1 COST 1 CAP 4\n M2 'MARKER' 'INTEND'\nRHS\n R CAP 8\nBOUNDS\n UP B x0 1\n UP B x1 1\nENDATA\n";
    private static final String CP_SAT =
            "variables { name: \"x\" domain: [0, 1] }\nvariables { name: \"y\" domain: [0, 1] }\n"
                    + "constraints { linear { vars: [0, 1] coeffs: [3, 1] domain: [0, 4] } }\n";
    private static final String PLACES = "source,target\nd,a\nd,b\na,d\nb,d\na,b\nb,a\n";

    /** Two oracles that answer differently: by their texts, or by a file of one name; {@code %s} is its place. */
    private record Pair(String first, String second, String content, String changed) {
        String id() {
            return first.replaceFirst(":.*", "");
        }
    }

    @TempDir
    Path folder = Path.of("");

    private static Pair texts(String first, String second) {
        return new Pair(first, second, "", "");
    }

    private static Pair files(String text, String content, String from, String to) {
        return new Pair(text, text, content, content.replace(from, to));
    }

    private static Stream<Pair> pairs() {
        return Stream.of(
                texts("affine:scale=(1,2),of=(argmax:n=2)", "affine:scale=(1,3),of=(argmax:n=2)"),
                texts("argmax:n=2", "argmax:n=3"),
                texts("assignment:n=2,sense=minimize", "assignment:n=2,sense=maximize"),
                texts("blocks:of=(top-k:n=5,k=2),size=2", "blocks:of=(top-k:n=5,k=2),size=3"),
                texts("constrained:of=(top-k:n=4,k=2),zeros=0", "constrained:of=(top-k:n=4,k=2),zeros=1"),
                files("degree-assignment:file=%s,depot=d,stops=(a,b)", PLACES, "b,a", "a,a2\na2,b"),
                texts("degree-assignment:places=4,stops=(1,2)", "degree-assignment:places=4,stops=(1,3)"),
                texts("hypercube:n=2", "hypercube:n=3"),
                files("jgrapht-arborescence:file=%s,format=csv,root=a", GRAPH, "c,d", "b,d"),
                new Pair(
                        "jgrapht-arborescence:file=%s,format=csv,root=a",
                        "jgrapht-arborescence:file=%s,format=csv,root=b", GRAPH + "d,a\n", ""),
                texts("jgrapht-grid-arcs:rows=2,cols=3", "jgrapht-grid-arcs:rows=3,cols=2"),
                texts("jgrapht-grid-path:rows=2,cols=3", "jgrapht-grid-path:rows=3,cols=2"),
                texts(
                        "jgrapht-longest-path:file=%s,format=csv,source=a,target=d",
                        "jgrapht-longest-path:file=%s,format=csv,source=b,target=d"),
                texts("jgrapht-matching:complete=4,perfect=true", "jgrapht-matching:complete=4,perfect=false"),
                files("jgrapht-min-cut:file=%s,format=csv,source=a,target=d", GRAPH, "c,d", "a,d"),
                texts(
                        "jgrapht-min-cut:file=%s,format=csv,source=a,target=d",
                        "jgrapht-min-cut:file=%s,format=csv,source=b,target=d"),
                texts(
                        "jgrapht-shortest-path:file=%s,format=csv,source=a,target=d",
                        "jgrapht-shortest-path:file=%s,format=csv,source=b,target=d"),
                texts(
                        "jgrapht-shortest-path:file=%s,format=csv,source=a,target=d,weights=vertices",
                        "jgrapht-shortest-path:file=%s,format=csv,source=a,target=d,weights=vertices,no-through=c"),
                files("jgrapht-spanning-tree:file=%s,format=csv", GRAPH, "c,d", "a,d"),
                texts(
                        "jgrapht-steiner-tree:file=%s,format=csv,terminals=(a,d)",
                        "jgrapht-steiner-tree:file=%s,format=csv,terminals=(a,c)"),
                texts("jgrapht-tour:cities=4", "jgrapht-tour:cities=5"),
                texts("knapsack:weights=(1,2,3),capacity=3", "knapsack:weights=(1,2,3),capacity=4"),
                texts("nearest-neighbours:n=4,k=2", "nearest-neighbours:n=4,k=1"),
                texts("negate:of=(top-k:n=4,k=2)", "negate:of=(top-k:n=4,k=1)"),
                files("ortools-cp-sat:file=%s", CP_SAT, "domain: [0, 4]", "domain: [0, 3]"),
                texts("ortools-cp-sat:file=%s,work=1", "ortools-cp-sat:file=%s,work=2"),
                files("ortools-lp:file=%s", MPS.replaceAll(" M. .*\n", ""), "CAP 8", "CAP 5"),
                files("ortools-min-cost-flow:file=%s,supplies=(a:1;d:-1)", GRAPH, "c,d", "a,d"),
                texts(
                        "ortools-min-cost-flow:file=%s,supplies=(a:1;d:-1)",
                        "ortools-min-cost-flow:file=%s,supplies=(b:1;d:-1)"),
                files("ortools-mip:file=%s", MPS, "CAP 8", "CAP 5"),
                files("ortools-mip:file=%s,zero-one=true", MPS, "CAP 4", "CAP 5"),
                texts("ortools-mip:file=%s,nodes=5", "ortools-mip:file=%s,nodes=6"),
                texts(
                        "ortools-routes:places=3,demands=(1,1),capacity=1,vehicles=2",
                        "ortools-routes:places=3,demands=(1,1),capacity=2,vehicles=2"),
                texts("ortools-tour:n=4,directed=true", "ortools-tour:n=4,directed=true,limit=9"),
                texts("points:of=(1,0;0,1)", "points:of=(1,0;0,2)"),
                texts("portfolio:covariance=(1,0;0,1),variance=1", "portfolio:covariance=(1,0;0,1),variance=2"),
                texts("product:of=(argmax:n=2;argmax:n=3)", "product:of=(argmax:n=3;argmax:n=2)"),
                texts("ranking:n=3", "ranking:n=3,order=descending"),
                texts("sign:n=2", "sign:n=3"),
                texts("top-k:n=4,k=1", "top-k:n=4,k=2"));
    }

    @TestFactory
    Stream<DynamicTest> whatAnswersFollowFromIsSeen() {
        return pairs().map(pair -> DynamicTest.dynamicTest(pair.first() + " and " + pair.second(), () -> {
            String usual =
                    pair.id().startsWith("ortools-mip") ? MPS : pair.id().equals("ortools-cp-sat") ? CP_SAT : GRAPH;
            String content = pair.content().isEmpty() ? usual : pair.content();
            String first = digest(pair.first(), content);
            assertEquals(first, digest(pair.first(), content), "the same again");
            assertNotEquals(first, digest(pair.second(), pair.changed().isEmpty() ? content : pair.changed()));
        }));
    }

    @Test
    void everyOracleOfOursIsHere() {
        Set<String> ids = new TreeSet<>();
        PLUGINS.registrations(OracleProvider.class)
                .forEach(one -> ids.add(one.provider().id()));
        pairs().map(Pair::id).forEach(ids::remove);
        assertEquals(Set.of(), ids);
    }

    private String digest(String text, String content) throws IOException {
        String suffix = text.startsWith("ortools-cp-sat") ? ".pbtxt" : text.contains(".mps") ? ".mps" : ".txt";
        Path file = folder.resolve("same" + suffix);
        Files.writeString(file, content);
        LinearOracle oracle = new OracleRegistry(PLUGINS).create(text.replace("%s", file.toString()));
        int d = oracle.dimension();
        Observation one = Observation.of("a", Features.of(new double[d][1]), oracle, Costs.of(new double[d]));
        return Learner.of(SharedLinearModel.of("a")).digest(List.of(one));
    }
}
