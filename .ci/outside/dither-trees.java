import io.dither.learn.model.Features;
import io.dither.trees.BoostedModel;
import io.dither.trees.Tree;
import java.util.List;

class Main {
    public static void main(String[] args) {
        BoostedModel model = BoostedModel.of("light", "way").withTrees(List.of(Tree.leaf(0.5)));
        System.out.println(model.theta(new double[0], Features.of(new double[] {1, 2}))[0]);
    }
}
