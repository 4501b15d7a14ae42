@NullMarked
package io.allyourbase.jobs.engine.outcome;

import org.jspecify.annotations.NullMarked;
