package io.allyourbase.jobs.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** The order in which a newcomer reads a module: each package knows only those before it. */
public final class ReadingOrder {
    private final String root;
    private final List<String> packages;

    private ReadingOrder(String root, List<String> packages) {
        this.root = root;
        this.packages = packages;
    }

    /**
     * The rule.
     *
     * @param packages below the root, first to last; the root itself is the empty text
     */
    public static ArchRule of(String root, List<String> packages) {
        ReadingOrder order = new ReadingOrder(root, List.copyOf(packages));
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(order.new Kept())
                .because("who reads the packages in this order never meets a word that was not explained");
    }

    private int place(JavaClass type) {
        String name = type.getPackageName();
        String below = name.equals(root) ? "" : name.substring(root.length() + 1);
        return packages.indexOf(below);
    }

    private boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    private final class Kept extends ArchCondition<JavaClass> {
        Kept() {
            super("use only packages that come before their own in " + packages);
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            int own = place(type);
            if (own < 0) {
                events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " has no place in the order"));
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(target) && place(target) > own) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                }
            }
        }
    }
}
