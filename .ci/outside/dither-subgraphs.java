import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.subgraphs.Matching;
import io.dither.oracle.Sense;
import java.util.Arrays;

class Main {
    public static void main(String[] args) {
        GraphOracle pairs = Matching.complete(4, Sense.MAXIMIZE, true);
        System.out.println(Arrays.toString(pairs.solve(new double[] {1, 2, 3, 4, 5, 6})));
    }
}
