import io.dither.jgrapht.GraphOracle;
import io.dither.jgrapht.SpanningTree;
import io.dither.oracle.Sense;
import java.util.Arrays;

class Main {
    public static void main(String[] args) {
        GraphOracle trees = SpanningTree.complete(4, Sense.MAXIMIZE);
        System.out.println(Arrays.toString(trees.solve(new double[] {1, 2, 3, 4, 5, 6})));
    }
}
