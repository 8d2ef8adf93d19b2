/** The nouns of the API under their names, and what each operation takes and answers. */
import { z } from 'zod';
import * as backup from '../../../../shared/contract/backup.ts';
import * as battery from '../../../../shared/contract/battery.ts';
import * as comparison from '../../../../shared/contract/comparison.ts';
import { errorDetailSchema, errorEnvelopeSchema } from '../../../../shared/contract/errors.ts';
import * as mapping from '../../../../shared/contract/import-mapping.ts';
import { importPreviewSchema } from '../../../../shared/contract/import-preview.ts';
import * as evaluation from '../../../../shared/contract/evaluation.ts';
import { jobEventSchema } from '../../../../shared/contract/events.ts';
import * as job from '../../../../shared/contract/job.ts';
import { listedJobSchema, trainingJobListSchema } from '../../../../shared/contract/job-list.ts';
import * as model from '../../../../shared/contract/model.ts';
import { type Operation, operations } from '../../../../shared/contract/operations.ts';
import { pageMetaSchema } from '../../../../shared/contract/pagination.ts';
import * as prediction from '../../../../shared/contract/prediction.ts';
import * as quality from '../../../../shared/contract/quality.ts';
import * as settings from '../../../../shared/contract/settings.ts';
import * as system from '../../../../shared/contract/system.ts';
import { type Json, namedSchemas } from './json-schema.ts';

const answers: Readonly<Record<string, z.ZodType>> = {
  TrainingJob: listedJobSchema,
  TrainingJobDetail: job.trainingJobDetailSchema,
  TrainingJobList: trainingJobListSchema,
  LogLine: job.logLineSchema,
  TrainingLogs: job.trainingLogsSchema,
  TrainingJobBatch: job.batchAnswerSchema,
  TrainingMetrics: job.trainingMetricsSchema,
  JobEvent: jobEventSchema,
  Battery: battery.batterySchema,
  BatteryList: battery.batteryListSchema,
  BatteryItems: battery.batteryItemsSchema,
  ImportedBattery: operations['import-battery'].output,
  ImportPreview: importPreviewSchema,
  ImportMapping: mapping.importMappingSchema,
  SavedMapping: mapping.savedMappingSchema,
  SavedMappingList: mapping.savedMappingListSchema,
  BatteryCycle: battery.batteryCycleSchema,
  BatteryCycleList: battery.batteryCycleListSchema,
  Model: model.modelSchema,
  ModelList: model.modelListSchema,
  ModelMetrics: model.modelMetricsSchema,
  CellErrors: model.cellErrorsSchema,
  TargetErrors: evaluation.targetErrorsSchema,
  ReferenceErrors: evaluation.referenceErrorsSchema,
  Leakage: evaluation.leakageSchema,
  Evaluation: evaluation.evaluationSchema,
  Intervals: evaluation.intervalsSchema,
  FoldsSummary: evaluation.foldsSummarySchema,
  Quality: quality.qualitySchema,
  QualityEntry: quality.qualityEntrySchema,
  Prediction: prediction.predictionSchema,
  PredictionList: prediction.predictionListSchema,
  PredictionResults: prediction.predictionResultsSchema,
  ModelEvaluation: prediction.modelEvaluationSchema,
  ModelEvaluationSummary: prediction.modelEvaluationSummarySchema,
  ModelEvaluationList: prediction.modelEvaluationListSchema,
  EvaluatedCell: prediction.evaluatedCellSchema,
  Comparison: comparison.comparisonSchema,
  ComparedRun: comparison.comparedRunSchema,
  ComparedCell: comparison.comparedCellSchema,
  ComparedErrors: comparison.comparedErrorsSchema,
  ModelJudgements: comparison.modelJudgementsSchema,
  PageMeta: pageMetaSchema,
  Backup: backup.backupSchema,
  BackupList: backup.backupListSchema,
  Health: system.healthSchema,
  Version: system.versionSchema,
  Settings: settings.settingsSchema,
  ErrorDetail: errorDetailSchema,
  Error: errorEnvelopeSchema,
};

const bodies: Readonly<Record<string, z.ZodType>> = {
  BatchTrainingJobs: job.batchTrainingJobsSchema,
  UpdateTrainingJob: z.strictObject(job.jobPlaceShape),
  UpdateBattery: battery.updateBatterySchema.omit({ battery_id: true }),
  UpdateBatteries: battery.updateBatteriesSchema,
  SaveMapping: mapping.saveMappingSchema,
  RenameModel: model.renameModelSchema.omit({ model_id: true }),
  CreatePrediction: prediction.createPredictionSchema,
  CreatePredictions: prediction.createPredictionsSchema,
  EvaluateModels: comparison.evaluateModelsSchema,
  CreateModelEvaluation: prediction.createModelEvaluationSchema.omit({ model_id: true }),
  UpdateSettings: settings.updateSettingsSchema,
};

const bodyByInput = new Map<z.ZodType, string>([
  [job.createTrainingJobSchema, 'CreateTrainingJob'],
  [job.batchTrainingJobsSchema, 'BatchTrainingJobs'],
  [job.updateTrainingJobSchema, 'UpdateTrainingJob'],
  [battery.updateBatterySchema, 'UpdateBattery'],
  [battery.updateBatteriesSchema, 'UpdateBatteries'],
  [mapping.saveMappingSchema, 'SaveMapping'],
  [model.renameModelSchema, 'RenameModel'],
  [prediction.createPredictionSchema, 'CreatePrediction'],
  [prediction.createPredictionsSchema, 'CreatePredictions'],
  [prediction.createModelEvaluationSchema, 'CreateModelEvaluation'],
  [comparison.evaluateModelsSchema, 'EvaluateModels'],
  [settings.updateSettingsSchema, 'UpdateSettings'],
]);

type CreateJobSchema = z.ZodType & {
  readonly options: readonly z.ZodObject<{ algorithm: z.ZodLiteral<string> }>[];
};

/** A new job, of each algorithm by a name of its own. */
const jobBodies = (createJob: CreateJobSchema): Readonly<Record<string, z.ZodType>> => ({
  CreateTrainingJob: createJob,
  ...Object.fromEntries(
    createJob.options.map((option) => [createNameOf(option.shape.algorithm.value), option]),
  ),
});

/** `createJob`: what a new job may be, by the table of methods. */
export const componentSchemas = (createJob: CreateJobSchema = job.createTrainingJobSchema): Json => ({
  ...namedSchemas({ ...jobBodies(createJob), ...bodies }, 'input'),
  ...namedSchemas(answers, 'output'),
});

/** Name of what the operation answers; undefined where it answers nothing, or a file. */
export function answerNameOf({ output, transfer }: Operation): string | undefined {
  if (output === null || transfer === 'file') return undefined;
  const entry = Object.entries(answers).find(([, schema]) => schema === output);
  if (!entry) throw new Error('An operation answers something that has no name in the API document');
  return entry[0];
}

/** Name of the JSON body the operation takes; undefined where it takes none. */
export const bodyNameOf = ({ input }: Operation): string | undefined => bodyByInput.get(input);

function createNameOf(algorithm: string): string {
  return `Create${algorithm.charAt(0).toUpperCase()}${algorithm.slice(1)}Job`;
}
