// Buckets that AWS owns in eu-west-1, and the actions on them. The list is independent of the sets of the constructs, to check them.
const region = 'eu-west-1'

const put = 's3:PutObject'
const get = 's3:GetObject'
const list = 's3:ListBucket'
const actions = [get, put, list, 's3:DeleteObject', 's3:GetObjectAcl', 's3:PutObjectAcl', 's3:GetBucketPolicy']

/** set describes buckets by the actions that are allowed. All others are denied. */
const set = (allowed, ...names) => ({ names, allowed, denied: actions.filter((action) => !allowed.includes(action)) })

export const imageLayers = set([get], `prod-${region}-starport-layer-bucket`)
export const amazonLinux2023 = set([get], `al2023-repos-${region}-de612dc2`, `al2023-${region}`)
export const responses = set([put], 'cloudformation-custom-resource-response-euwest1', `cloudformation-waitcondition-${region}`)
export const listed = set([get, list], `athena-examples-${region}`, 'aws-neptune-notebook', `aws-neptune-notebook-${region}`, `jumpstart-cache-prod-${region}`)
export const components = { name: `ec2imagebuilder-managed-resources-${region}-prod`, key: 'components/key' }

export const downloads = set(
  [get],
  `amazon-ssm-${region}`, `amazon-ssm-packages-${region}`, `aws-ssm-${region}`, `aws-ssm-distributor-file-${region}`,
  `aws-ssm-document-attachments-${region}`, `aws-windows-downloads-${region}`, `${region}-birdwatcher-prod`,
  'session-manager-downloads', 'ssm-document-categories',
  `aws-patch-manager-${region}-5522fb710`, `aws-patchmanager-macos-${region}-5522fb710`, `patch-baseline-snapshot-${region}`,
  'amazoncloudwatch-agent', `amazoncloudwatch-agent-${region}`,
  `packages.${region}.amazonaws.com`, `repo.${region}.amazonaws.com`,
  `amazonlinux.${region}.amazonaws.com`, `amazonlinux-2-repos-${region}`,
  `aws-mgn-clients-${region}`, `aws-mgn-clients-hashes-${region}`, `aws-mgn-internal-${region}`, `aws-mgn-internal-hashes-${region}`,
  `aws-application-migration-service-${region}`, `aws-application-migration-service-hashes-${region}`,
  `aws-drs-clients-${region}`, `aws-drs-clients-hashes-${region}`, `aws-drs-internal-${region}`, `aws-drs-internal-hashes-${region}`,
  `aws-elastic-disaster-recovery-${region}`, `aws-elastic-disaster-recovery-hashes-${region}`,
  `elasticbeanstalk-${region}`, `elasticbeanstalk-env-resources-${region}`, `elasticbeanstalk-platform-assets-${region}`,
  `elasticbeanstalk-samples-${region}`,
  `repo.${region}.emr.amazonaws.com`, `prod.${region}.appinfo.src`,
  `assets-438097961670-${region}`, `ec2imagebuilder-toe-${region}-prod`, `aws-ec2-enclave-certificate-${region}-prod`,
  `awslambda-${region}-tasks`, `aws-codedeploy-${region}`, 'aws-cli', 'cloudformation-examples', 'redshift-downloads',
)
