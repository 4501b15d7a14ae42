@NullMarked
package io.allyourbase.jobs.engine.run;

import org.jspecify.annotations.NullMarked;
