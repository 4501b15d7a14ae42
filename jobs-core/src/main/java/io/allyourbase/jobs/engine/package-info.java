@NullMarked
package io.allyourbase.jobs.engine;

import org.jspecify.annotations.NullMarked;
