@NullMarked
package io.allyourbase.jobs.schedule;

import org.jspecify.annotations.NullMarked;
